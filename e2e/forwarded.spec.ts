import type { APIRequestContext } from "@playwright/test";
import { expect, test } from "./test.ts";

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
    names: (await page.text()).includes("evil.example") || page.headers().location,
  };
}

test("nobody who is not trusted can claim that a request came by https", async ({ app, request }) => {
  expect(await claim(app.url, request)).toEqual({
    status: [204, 200],
    secure: false,
    hsts: undefined,
    names: false,
  });
});

test.describe("behind a proxy that is trusted", () => {
  test.use({ configuration: { TRUSTED_PROXY: "1" } });

  test("a request came by https where the proxy says so", async ({ app, request }) => {
    expect(await claim(app.url, request)).toEqual({
      status: [204, 200],
      secure: true,
      hsts: "max-age=31536000",
      names: false,
    });
  });
});

test.describe("on Vercel", () => {
  test.use({ configuration: { VERCEL: "1" } });

  test("a request came by https where Vercel says so", async ({ app, request }) => {
    expect(await claim(app.url, request)).toMatchObject({ secure: true, hsts: "max-age=31536000" });
  });
});
