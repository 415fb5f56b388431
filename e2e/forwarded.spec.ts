import { type APIRequestContext, expect, test } from "@playwright/test";
import { startApp } from "./app.ts";

/** What a server says to a first visit whose headers claim that it came by https from elsewhere. */
async function claim(url: string, request: APIRequestContext) {
  const headers = {
    "x-forwarded-proto": "https",
    "x-forwarded-for": "198.51.100.7",
    "x-forwarded-host": "evil.example",
    forwarded: "for=198.51.100.7;proto=https;host=evil.example",
  };
  const owner = await request.post(`${url}/api/owner`, { headers, data: {} });
  const page = await request.get(url, { headers });
  return {
    status: [owner.status(), page.status()],
    secure: owner.headers()["set-cookie"]?.includes("Secure"),
    hsts: page.headers()["strict-transport-security"],
    named: (await page.text()).includes("evil.example"),
  };
}

for (const [what, configuration, believed] of [
  ["nobody is trusted", {}, false],
  ["a proxy is trusted", { TRUSTED_PROXY: "1" }, true],
  ["Vercel is trusted", { TRUSTED_PROXY: "vercel" }, true],
] as const) {
  test(`a claim to have come by https is ${believed ? "" : "not "}believed where ${what}`, async ({
    request,
  }) => {
    const app = await startApp(configuration);
    try {
      expect(await claim(app.url, request)).toEqual({
        status: [204, 200],
        secure: believed,
        hsts: believed ? "max-age=31536000" : undefined,
        named: false,
      });
    } finally {
      await app.stop();
    }
  });
}
