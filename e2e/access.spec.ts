import type { APIRequestContext, Page } from "@playwright/test";
import { createChatPage } from "./chat-page.ts";
import { expectRefusal } from "./refusal.ts";
import { expect, test } from "./test.ts";
import { findViolations } from "./violations.ts";

const code = "open sesame";
test.use({ configuration: { ACCESS_CODE: code, TRUSTED_PROXY: "1" } });

/** Each test is another network, so that none uses up another's guesses. */
let networks = 0;
const comeFrom = () => ({ "x-forwarded-for": `198.51.100.${++networks}` });

const guess = (request: APIRequestContext, url: string, given: string, headers = {}) =>
  request.post(`${url}/api/access`, { headers, data: { code: given } });

const field = (page: Page) => page.getByLabel("Access code");
const openButton = (page: Page) => page.getByRole("button", { name: "Open" });

test("every page asks for the code, and every address refuses without it", async ({ app, request }) => {
  for (const path of [
    "/",
    "/chat/some-chat-of-somebody",
    "/shared/token",
    "/nothing",
    "/a.png",
    "/%2e%2e/",
  ]) {
    const response = await request.get(`${app.url}${path}`);
    expect(response.status(), path).toBe(401);
    const html = await response.text();
    expect(html).toContain("This place asks for a code.");
    expect(html).not.toMatch(/demo|starters|maxQuestionChars/);
  }
  for (const [method, path] of [
    ["GET", "/chats"],
    ["GET", "/chats/search?q=a"],
    ["GET", "/chat/some-chat-of-somebody"],
    ["GET", "/chat/some-chat-of-somebody/stream"],
    ["GET", "/chat/some-chat-of-somebody/export?as=json"],
    ["GET", `/policy/${"0".repeat(64)}`],
    ["GET", "/prototype/shared/token/run"],
    ["GET", "/runs?chat=some-chat-of-somebody&run=run"],
    ["POST", "/owner"],
    ["POST", "/chat"],
    ["POST", "/chats/import"],
    ["POST", "/runs"],
  ] as const) {
    const response = await request.fetch(`${app.url}/api${path}`, {
      method,
      ...(method === "POST" && { data: {} }),
    });
    await expectRefusal(response, 401, "access-code-needed");
    expect(response.headers()["set-cookie"]).toBeUndefined();
  }
});

test("no header leads around it", async ({ app, request }) => {
  const attempts: Record<string, string>[] = [
    { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" },
    { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
    { "x-middleware-next": "1" },
    { "x-middleware-skip": "1" },
    { "x-matched-path": "/" },
    { rsc: "1" },
    { rsc: "1", "next-router-prefetch": "1", purpose: "prefetch" },
    { "x-nextjs-data": "1" },
    { "x-original-url": "/icon.svg" },
  ];
  for (const headers of attempts) {
    for (const path of [
      "/",
      "//",
      "/?_rsc=1",
      "/index",
      "/_next/data/build/index.json",
      "/_next/static/../../",
    ]) {
      const response = await request.get(`${app.url}${path}`, {
        headers,
        maxRedirects: 0,
      });
      expect(await response.text(), `${JSON.stringify(headers)} ${path}`).not.toMatch(
        /starters|maxQuestionChars/,
      );
    }
  }
});

test("files stay open, so that the page that asks can be drawn", async ({ app, request }) => {
  expect((await request.get(`${app.url}/icon.svg`)).status()).toBe(200);
  expect((await request.get(`${app.url}/favicon.ico`)).status()).toBe(200);
});

for (const [what, pass] of [
  ["forged", `${Math.floor(Date.now() / 1_000) + 1_000}.${"A".repeat(43)}`],
  ["the code itself", code],
  ["empty", ""],
] as const) {
  test(`a pass that is ${what} opens nothing`, async ({ app, request }) => {
    const headers = { cookie: `workings-access=${pass}` };
    expect((await request.get(app.url, { headers })).status()).toBe(401);
    await expectRefusal(await request.get(`${app.url}/api/chats`, { headers }), 401, "access-code-needed");
  });
}

test("an owner's cookie alone opens nothing", async ({ app, request, playwright }) => {
  const headers = comeFrom();
  expect((await guess(request, app.url, code, headers)).status()).toBe(204);
  expect((await request.post(`${app.url}/api/owner`, { data: {} })).status()).toBe(204);
  expect(await (await request.get(app.url)).text()).toContain("maxQuestionChars");
  const { cookies } = await request.storageState();
  const owner = cookies.find(({ name }) => name === "workings-owner");
  const somebody = await playwright.request.newContext();
  const response = await somebody.get(`${app.url}/api/chats`, {
    headers: { cookie: `workings-owner=${owner?.value}` },
  });
  await expectRefusal(response, 401, "access-code-needed");
  await somebody.dispose();
});

test("the code opens it for 30 days, with a cookie that no script can read", async ({ app, request }) => {
  const response = await guess(request, app.url, ` ${code} `, {
    ...comeFrom(),
    "x-forwarded-proto": "https",
  });
  expect(response.status()).toBe(204);
  expect(response.headers()["set-cookie"]).toMatch(
    /^workings-access=\d+\.[\w-]{43}; Path=\/;(?=.* Max-Age=2592000)(?=.* Secure)(?=.* HttpOnly)(?=.* SameSite=lax)/i,
  );
});

test("of fifty guesses at once ten are compared, and the others are told when to come back", async ({
  app,
  request,
}) => {
  const headers = comeFrom();
  const responses = await Promise.all(
    Array.from({ length: 50 }, () => guess(request, app.url, "open says me", headers)),
  );
  const statuses = responses.map((response) => response.status()).toSorted();
  expect(statuses).toEqual([...Array(10).fill(403), ...Array(40).fill(429)]);
  for (const response of responses.filter((each) => each.status() === 429).slice(0, 3)) {
    await expectRefusal(response, 429, "too-many-guesses");
    expect(Number(response.headers()["retry-after"])).toBeGreaterThan(0);
    expect(Number(response.headers()["retry-after"])).toBeLessThanOrEqual(3600);
  }
  // The right one is a guess as well, and another network's is its own.
  await expectRefusal(await guess(request, app.url, code, headers), 429, "too-many-guesses");
  // What a client writes itself stands before what the proxy adds.
  const before = { "x-forwarded-for": `203.0.113.1, ${headers["x-forwarded-for"]}` };
  await expectRefusal(await guess(request, app.url, code, before), 429, "too-many-guesses");
  expect((await guess(request, app.url, code, comeFrom())).status()).toBe(204);
});

for (const [what, data, headers, status, refusal] of [
  ["of another site", { code }, { "sec-fetch-site": "cross-site" }, 403, "cross-site"],
  ["that is no text", { code: 1 }, {}, 400, "wrong-body"],
  ["that is very long", { code: "x".repeat(401) }, {}, 400, "wrong-body"],
  ["with more beside it", { code, to: "https://evil.example" }, {}, 400, "wrong-body"],
] as const) {
  test(`a guess ${what} is refused and not compared`, async ({ app, request }) => {
    const response = await request.post(`${app.url}/api/access`, {
      headers: { ...comeFrom(), ...headers },
      data,
    });
    await expectRefusal(response, status, refusal);
    expect(response.headers()["set-cookie"]).toBeUndefined();
  });
}

test("what somebody wanted to open is there once they have given the code", async ({ app, page }) => {
  await page.setExtraHTTPHeaders(comeFrom());
  await page.goto(`${app.url}/?q=1#end`);
  await expect(field(page)).toBeFocused();
  await expect(page).toHaveTitle("Access code · Workings");
  await field(page).fill("not the code");
  await field(page).press("Enter");
  await expect(page.getByRole("status")).toHaveText("That is not the code.");
  await expect(field(page)).toHaveAttribute("aria-invalid", "true");
  await field(page).fill(code);
  await openButton(page).click();
  const chat = createChatPage(page, app.url);
  await expect(chat.welcome).toBeVisible();
  expect(page.url()).toBe(`${app.url}/?q=1#end`);
});

test("somebody who guessed too often is told so", async ({ app, page, request }) => {
  const headers = comeFrom();
  await Promise.all(Array.from({ length: 10 }, () => guess(request, app.url, "wrong wrong", headers)));
  await page.setExtraHTTPHeaders(headers);
  await page.goto(app.url);
  await field(page).fill(code);
  await openButton(page).click();
  await expect(page.getByRole("status")).toHaveText(
    /^Too many wrong codes were tried\. Try again in (\d+ minutes|a minute)\.$/,
  );
});

for (const width of [360, 1440])
  test(`the page that asks can be used by everybody, ${width} wide`, async ({ app, page }) => {
    await page.setViewportSize({ width, height: 740 });
    await page.goto(app.url);
    await expect(openButton(page)).toBeEnabled();
    expect(await findViolations({ page })).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
