import type { APIResponse } from "@playwright/test";
import { nanoid } from "nanoid";
import { test, toQuestion } from "./chat-api.ts";
import { expect, says, writes } from "./test.ts";

/** Those of ours; what a server says of its connection, and of how its answer is written, is its own business. */
const common =
  /^(date|connection|keep-alive|transfer-encoding|content-(length|type|encoding)|vary|etag|link)$|^x-nextjs-/;

/** What an answer says of itself, with what differs from one to the next taken out. */
function readHeaders(response: APIResponse): Record<string, string> {
  const told = Object.entries(response.headers()).filter(([name]) => !common.test(name));
  return Object.fromEntries(
    told.map(([name, value]) => [
      name,
      value
        .replace(/'nonce-[A-Za-z0-9+/]{22}=='/, "'nonce-…'")
        .replace(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "…"),
    ]),
  );
}

const denied =
  "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), clipboard-read=(), compute-pressure=(), cross-origin-isolated=(), display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(), idle-detection=(), keyboard-map=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), otp-credentials=(), payment=(), picture-in-picture=(), publickey-credentials-create=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), speaker-selection=(), storage-access=(), usb=(), window-management=(), xr-spatial-tracking=()";

const everywhere = {
  "x-content-type-options": "nosniff",
  "x-dns-prefetch-control": "off",
  "cross-origin-resource-policy": "same-origin",
};

const framed = { "x-frame-options": "DENY", "cross-origin-opener-policy": "same-origin" };
const quiet = { "referrer-policy": "same-origin", "permissions-policy": `${denied}, clipboard-write=(self)` };
const unlisted = { "x-robots-tag": "noindex, nofollow" };

const page = {
  ...everywhere,
  ...framed,
  ...quiet,
  "cache-control": "private, no-cache, no-store, max-age=0, must-revalidate",
  "content-security-policy":
    "default-src 'none'; script-src 'self' 'nonce-…' 'strict-dynamic'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; frame-src 'self'; frame-ancestors 'none'; form-action 'self'; object-src 'none'; base-uri 'none'",
};

const answer = {
  "x-request-id": "…",
  ...everywhere,
  ...framed,
  ...quiet,
  ...unlisted,
  "cache-control": "private, no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
};

const file = {
  ...everywhere,
  ...framed,
  ...quiet,
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'",
};

const prototype = {
  "x-request-id": "…",
  ...everywhere,
  ...unlisted,
  "cache-control": "private, no-store",
  "content-security-policy":
    "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; frame-ancestors 'self'",
  "permissions-policy": `${denied}, clipboard-write=(), ambient-light-sensor=(), attribution-reporting=(), bluetooth=(), web-share=()`,
  "referrer-policy": "no-referrer",
};

/** A page's nonce, which each of its scripts must have. */
async function readNonces(response: APIResponse) {
  const policy = response.headers()["content-security-policy"] ?? "";
  const scripts = [...(await response.text()).matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
  return {
    nonce: /'nonce-([^']+)'/.exec(policy)?.[1],
    scripts: scripts.map((tag) => /nonce="([^"]+)"/.exec(tag)?.[1]),
  };
}

for (const [what, path, status, expected] of [
  ["the first page", "/", 200, page],
  ["a page that is none", "/nothing-here", 404, page],
  ["a chat that is none", `/chat/${"x".repeat(21)}`, 404, { ...page, ...unlisted }],
  ["a shared chat that is none", "/shared/nothing", 404, { ...page, ...unlisted }],
  ["an answer", "/api/chats", 200, answer],
  ["a refusal", "/api/chat/short", 400, answer],
  ["an address that is none", "/api/nothing", 404, answer],
  ["a document that is none", `/api/prototype/${"x".repeat(21)}/run`, 404, null],
] as const) {
  test(`${what} comes with all that it should say`, async ({ app, request }) => {
    const response = await request.get(`${app.url}${path}`);
    expect(response.status()).toBe(status);
    if (expected) expect(readHeaders(response)).toEqual(expected);
    else expect(readHeaders(response)).toMatchObject({ ...everywhere, ...unlisted });
  });
}

test("a file comes with all that it should say", async ({ app, request }) => {
  const html = await (await request.get(app.url)).text();
  const script = /src="(\/_next\/static\/[^"]+\.js)/.exec(html)?.[1];
  const response = await request.get(`${app.url}${script}`);
  expect(response.status()).toBe(200);
  const {
    "cache-control": caching,
    "last-modified": _,
    "accept-ranges": __,
    ...told
  } = readHeaders(response);
  expect(caching).toBe("public, max-age=31536000, immutable");
  expect(told).toEqual(file);
  expect(readHeaders(await request.get(`${app.url}/icon.svg`))).toMatchObject(file);
});

test("a shared chat, and a document in it that a program made, come with all that they should say", async ({
  client,
  app,
  provider,
}) => {
  const id = nanoid();
  provider.answers(writes("Page", 'const result = "<!doctype html><p>Hi</p>";'), says("Here."));
  const runId = /"toolCallId":"([^"]+)"/.exec(
    await (await client.ask({ id, message: toQuestion("A page?") })).text(),
  )?.[1];
  const { token } = await (await client.send("POST", `/chat/${id}/share`)).json();
  const shared = await client.request.get(`${app.url}/shared/${token}`);
  expect(shared.status()).toBe(200);
  expect(readHeaders(shared)).toEqual({ ...page, ...unlisted });
  for (const path of [`${id}/${runId}`, `shared/${token}/${runId}`]) {
    const response = await client.request.get(`${app.url}/api/prototype/${path}`);
    expect(response.status()).toBe(200);
    expect(readHeaders(response)).toEqual(prototype);
  }
});

test("every script of every page has the nonce of that answer, and no other answer has it", async ({
  app,
  request,
}) => {
  const seen = new Set<string | undefined>();
  for (const path of ["/", "/", "/nothing-here", "/shared/nothing"]) {
    const { nonce, scripts } = await readNonces(await request.get(`${app.url}${path}`));
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(scripts.length).toBeGreaterThan(3);
    expect(new Set(scripts)).toEqual(new Set([nonce]));
    seen.add(nonce);
  }
  expect(seen.size).toBe(4);
});

test("a nonce that somebody sends is not the page's", async ({ app, request }) => {
  const forged = "script-src 'nonce-AAAAAAAAAAAAAAAAAAAAAA=='";
  const response = await request.get(app.url, { headers: { "content-security-policy": forged } });
  expect((await readNonces(response)).nonce).not.toBe("AAAAAAAAAAAAAAAAAAAAAA==");
  expect(await response.text()).not.toContain("AAAAAAAAAAAAAAAAAAAAAA==");
});

test("no address makes pictures of other addresses smaller", async ({ app, request }) => {
  const response = await request.get(`${app.url}/_next/image?url=%2Ficon.svg&w=640&q=75`);
  expect(response.status()).toBe(404);
});

test.describe("what a mistake in drawing an answer would let in", () => {
  test.use({ expectedConsoleErrors: [/violates the following Content Security Policy directive/] });

  test("runs nothing, and fetches nothing", async ({ chat }) => {
    const told: string[] = [];
    chat.page.on("console", (message) => told.push(message.text()));
    await chat.page.evaluate(() => {
      const frame = document.createElement("div");
      frame.innerHTML = `<img src="x:" onerror="window.pwned = 1"><a href="javascript:window.pwned = 2">go</a>`;
      document.body.append(frame);
      frame.querySelector("a")?.click();
    });
    await expect
      .poll(() => told.filter((text) => text.includes("Content Security Policy")).length)
      .toBeGreaterThan(1);
    expect(await chat.page.evaluate(() => "pwned" in window)).toBe(false);
  });
});
