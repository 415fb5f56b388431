import type { FrameLocator } from "@playwright/test";
import type { ChatPage } from "./chat-page.ts";
import { listen } from "./listen.ts";
import type { Provider } from "./provider/provider.ts";
import { holdBeforeAnswer } from "./provider/turns.ts";
import { test as base, expect, says, writes } from "./test.ts";
import { findViolations } from "./violations.ts";

interface Canary {
  url: string;
  /** Every request that reached it. */
  heard: string[];
}

const test = base.extend<{ canary: Canary }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
  canary: async ({}, use) => {
    const heard: string[] = [];
    const server = await listen((request, response) => {
      heard.push(request.url ?? "");
      response.end();
    });
    await use({ url: server.url, heard });
    await server.close();
  },
});

// What a document is not let do, and where it fails, the browser says as errors.
test.use({
  expectedConsoleErrors: [
    /Content Security Policy|sandbox|SecurityError|Failed to|ERR_|Unsafe|Not allowed|missing is not defined|broken|line \d/i,
  ],
});

const documentOf = (body: string) =>
  `<!doctype html><html lang="en"><head><title>Counter</title></head><body>${body}</body></html>`;

const counter = documentOf(`<button onclick="this.textContent = ++n">0</button><script>var n = 0;</script>`);

const returns = (html: string) => `const result = ${JSON.stringify(html)};`;

async function askForPrototype(chat: ChatPage, provider: Provider, code: string): Promise<void> {
  provider.answers(writes("Build", code), says("Built."));
  await chat.ask("Build a counter");
  await chat.finish();
}

const result = (chat: ChatPage) => chat.stage("Build", "Result");
const frame = (chat: ChatPage): FrameLocator => result(chat).frameLocator("iframe");
const printed = (chat: ChatPage) => chat.page.getByRole("group", { name: "Console of the prototype" });

test("an HTML document is a prototype one can use, as tall as its content", async ({ chat, provider }) => {
  await askForPrototype(
    chat,
    provider,
    returns(counter.replace("</body>", "<p style='height: 300px'>tall</p></body>")),
  );
  const button = frame(chat).getByRole("button");
  await button.click();
  await button.click();
  await expect(button).toHaveText("2");
  expect(
    await frame(chat)
      .locator("html")
      .evaluate(() => document.compatMode),
  ).toBe("CSS1Compat");
  const box = result(chat).getByTitle("Prototype: Counter");
  await expect.poll(async () => (await box.boundingBox())?.height ?? 0).toBeGreaterThan(320);
  expect((await box.boundingBox())?.height).toBeLessThan(500);
  expect(await findViolations(chat)).toEqual([]);
});

test("it opens larger, where it begins anew, and its source is a text", async ({ chat, provider }) => {
  await askForPrototype(chat, provider, returns(counter));
  await frame(chat).getByRole("button").click();
  await result(chat).getByRole("button", { name: "Open larger" }).click();
  const dialog = chat.page.getByRole("dialog", { name: "Prototype: Counter" });
  await expect(dialog.frameLocator("iframe").getByRole("button")).toHaveText("0");
  expect((await dialog.boundingBox())?.height).toBeGreaterThan(500);
  await dialog.getByRole("button", { name: "Close the prototype" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(result(chat).getByRole("button", { name: "Open larger" })).toBeFocused();
  await result(chat).getByRole("button", { name: "Raw form of Result" }).click();
  await expect(result(chat)).toContainText("<!doctype html>");
  await expect(result(chat).locator("iframe")).toHaveCount(0);
});

test("what it prints and where it fails stands below it, as text and in bounds", async ({
  chat,
  provider,
}) => {
  const html = documentOf(`<script>
console.log("<b>bold</b>", { a: 1 });
console.warn("careful");
for (let n = 0; n < 5000; n++) console.log("line " + n, "x".repeat(10000));
</script><script>throw new Error("broken");</script><script>parent.postMessage({ workings: { kind: "height", height: 1e9 } }, "*");</script>`);
  await askForPrototype(chat, provider, returns(html));
  await expect(printed(chat).getByRole("listitem").first()).toHaveText('<b>bold</b> {"a":1}');
  await expect(printed(chat).getByRole("listitem").nth(1)).toHaveText("warn careful");
  await expect(printed(chat)).toContainText("There was more, which is not shown.");
  expect(await printed(chat).getByRole("listitem").count()).toBe(200);
  expect((await result(chat).locator("iframe").boundingBox())?.height).toBeLessThanOrEqual(640);
});

test("it goes on growing when it has printed more than is kept", async ({ chat, provider }) => {
  const html = documentOf(
    `<button onclick="this.style.height = '300px'">grow</button><script>for (let n = 0; n < 300; n++) console.log(n);</script>`,
  );
  await askForPrototype(chat, provider, returns(html));
  await expect(printed(chat)).toContainText("There was more, which is not shown.");
  await frame(chat).getByRole("button").click();
  await expect
    .poll(async () => (await result(chat).locator("iframe").boundingBox())?.height)
    .toBeGreaterThan(300);
});

test("an error in it is told with its line", async ({ chat, provider }) => {
  await askForPrototype(chat, provider, returns(documentOf("<script>\nmissing();</script>")));
  await expect(printed(chat)).toContainText("missing is not defined (line 2)");
});

test("its script reaches neither the page nor cookies nor storage, and a dialog does not hold it up", async ({
  chat,
  provider,
}) => {
  const html = documentOf(`<script>
const tryTo = (name, act) => { try { console.log(name + ": " + act()); } catch (error) { console.log(name + ": " + error.name); } };
tryTo("parent", () => parent.document.title);
tryTo("top", () => { top.document.body.remove(); return "removed"; });
tryTo("cookie", () => document.cookie);
tryTo("storage", () => localStorage.length);
tryTo("session", () => sessionStorage.length);
tryTo("databases", () => indexedDB.open("a") && "opened");
tryTo("origin", () => origin);
tryTo("rtc", () => typeof RTCPeerConnection);
tryTo("alert", () => alert("stop"));
tryTo("confirm", () => confirm("stop"));
tryTo("navigation", () => { top.location = "about:blank"; return "went"; });
console.log("end");
</script>`);
  await askForPrototype(chat, provider, returns(html));
  await expect(printed(chat)).toContainText("end");
  const lines = await printed(chat).getByRole("listitem").allTextContents();
  for (const line of [
    "parent: SecurityError",
    "top: SecurityError",
    "cookie: SecurityError",
    "storage: SecurityError",
    "session: SecurityError",
    "databases: SecurityError",
    "origin: null",
    "rtc: undefined",
    "alert: undefined",
    "confirm: false",
    "navigation: SecurityError",
  ])
    expect(lines).toContain(line);
  await expect(chat.page).toHaveTitle("Build a counter · Workings");
});

test("it reaches no network, by whatever way", async ({ chat, provider, canary }) => {
  const { url } = canary;
  const html = documentOf(`
<link rel="stylesheet" href="${url}/style.css"><link rel="prefetch" href="${url}/prefetch"><link rel="icon" href="${url}/icon">
<link rel="preload" as="image" href="${url}/preload.png"><script src="${url}/script.js"></script>
<style>@import "${url}/import.css"; @font-face { font-family: a; src: url("${url}/font"); } body { font-family: a; background: url("${url}/background.png"); }</style>
<img src="${url}/image.png"><video src="${url}/video"></video><iframe src="${url}/frame"></iframe><object data="${url}/object"></object>
<iframe srcdoc="<img src='${url}/inner.png'><script>fetch('${url}/inner')</script>"></iframe>
<a id="link" href="${url}/link">link</a><a id="blank" href="${url}/blank" target="_blank">blank</a><a id="top" href="${url}/top" target="_top">top</a>
<a id="ping" ping="${url}/ping" href="#">ping</a><form id="form" action="${url}/form"><input name="a"></form>
<script>
const attempts = [
  () => fetch("${url}/fetch", { mode: "no-cors" }).catch(() => {}),
  () => { const r = new XMLHttpRequest(); r.open("GET", "${url}/xhr"); r.send(); },
  () => navigator.sendBeacon("${url}/beacon", "a"),
  () => new WebSocket("${url}/socket".replace("http", "ws")),
  () => new EventSource("${url}/events"),
  () => new Worker("data:text/javascript,fetch('${url}/worker')"),
  () => new Worker(URL.createObjectURL(new Blob(["fetch('${url}/blob')"]))),
  () => import("${url}/module.js").catch(() => {}),
  () => { new Image().src = "${url}/new-image.png"; },
  () => open("${url}/popup"),
  () => { top.location.href = "${url}/top-location"; },
  () => form.submit(),
  () => form.requestSubmit(),
  () => document.getElementById("top").click(),
  () => blank.click(),
  () => ping.click(),
];
for (const attempt of attempts) try { attempt(); } catch {}
console.log("tried");
</script>`);
  await askForPrototype(chat, provider, returns(html));
  await expect(printed(chat)).toContainText("tried");
  await expect(printed(chat)).toContainText("Blocked, since a prototype has no network");
  await chat.page.waitForLoadState("networkidle");
  expect(canary.heard).toEqual([]);
  expect(chat.page.context().pages()).toHaveLength(1);
});

for (const [way, body] of [
  ["a script", "<script>location.href = 'URL/location?secret';</script>"],
  ["a link", "<a id=a href='URL/link?secret'>a</a><script>a.click();</script>"],
  ["a refresh", "<meta http-equiv=refresh content='0;url=URL/refresh?secret'>"],
  ["a form", "<form id=f action='URL/form'><input name=secret></form><script>f.submit();</script>"],
] as const) {
  test(`its frame cannot be led elsewhere by ${way}`, async ({ chat, provider, canary }) => {
    const html = documentOf(`<script>console.log("began");</script>${body.replace("URL", canary.url)}`);
    await askForPrototype(chat, provider, returns(html));
    await expect(printed(chat)).toContainText("began");
    await chat.page.waitForLoadState("networkidle");
    // Its own server may be asked for, and is not told who asks.
    await chat.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    expect(canary.heard).toEqual([]);
  });
}

test("another frame's messages, or the page's own, are not taken for it", async ({ chat, provider }) => {
  await askForPrototype(chat, provider, returns(counter));
  await expect(frame(chat).getByRole("button")).toBeVisible();
  await chat.page.evaluate(() =>
    postMessage({ workings: { kind: "line", level: "log", text: "forged" } }, "*"),
  );
  await frame(chat)
    .locator("html")
    .evaluate(() => parent.postMessage({ workings: { kind: "line", level: "log", text: "own" } }, "*"));
  await expect(printed(chat)).toHaveText("own");
});

test("a loop without an end does not hold up the page, and can be stopped", async ({ chat, provider }) => {
  await askForPrototype(
    chat,
    provider,
    returns(documentOf("<script>console.log('before'); for (;;);</script>")),
  );
  // Not by the pointer: Playwright may wait for every frame to say where it lies, and this one says nothing any more.
  await result(chat).getByRole("button", { name: "End", exact: true }).dispatchEvent("click");
  await expect(result(chat)).toContainText("This prototype was ended.");
  await expect(result(chat).locator("iframe")).toHaveCount(0);
});

test("it waits until its answer is kept, and what a program displays is one too", async ({
  chat,
  provider,
}) => {
  const held = holdBeforeAnswer();
  provider.answers(
    writes(
      "Build",
      `display(${JSON.stringify(counter)});\ndisplay(${JSON.stringify(counter.replace("Counter", "Other"))});\nconst result = 1;`,
    ),
    says("Built.", held),
  );
  await chat.ask("Build a counter");
  await held.reached;
  const run = chat.run("Build");
  await expect(
    run.getByText("This prototype starts when its answer is complete and kept.").first(),
  ).toBeVisible();
  await expect(run.locator("iframe")).toHaveCount(0);
  held.release();
  await chat.finish();
  await expect(run.getByTitle("Prototype: Counter")).toBeVisible();
  const other = run.getByTitle("Prototype: Other");
  await expect(other.contentFrame().getByRole("button")).toHaveText("0");
  expect(
    await other
      .contentFrame()
      .locator("html")
      .evaluate(() => document.title),
  ).toBe("Other");
});

test("the route serves what the run's record has, under its policy, to its owner alone", async ({
  chat,
  provider,
  browser,
}) => {
  await askForPrototype(chat, provider, returns(counter));
  const address = new URL((await result(chat).locator("iframe").getAttribute("src")) ?? "", chat.page.url())
    .href;
  const served = await chat.page.request.get(address);
  expect(served.headers()).toMatchObject({
    "content-security-policy":
      "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; frame-ancestors 'self'",
    "content-type": "text/html; charset=utf-8",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "private, no-store",
  });
  expect(served.headers()["permissions-policy"]).toContain("camera=()");
  expect(await served.text()).toMatch(/^<!doctype html><script>.*<\/script><html lang="en">/s);

  const asPage = await chat.page.request.get(address, { headers: { "sec-fetch-dest": "document" } });
  expect(asPage.status()).toBe(403);
  expect(await asPage.json()).toMatchObject({ error: { code: "only-framed" } });

  const other = await browser.newContext();
  expect((await other.request.get(address)).status()).toBe(404);
  for (const wrong of [`${address}x`, `${address}?display=0`])
    expect((await chat.page.request.get(wrong)).status()).toBe(404);
  for (const wrong of [`${address}?display=-1`, `${address}?display=result`])
    expect((await chat.page.request.get(wrong)).status()).toBe(400);
  expect((await chat.page.request.post(address, { data: counter })).status()).toBe(405);

  const share = new URL(`/api${await chat.path()}/share`, address).href;
  const { token } = await (await chat.page.request.post(share)).json();
  const reader = await other.newPage();
  await reader.goto(new URL(`/shared/${token}`, address).href);
  await expect(reader.getByText("This prototype comes from somebody else")).toBeVisible();
  await expect(reader.locator("iframe")).toHaveCount(0);
  await reader.getByRole("button", { name: "Start", exact: true }).click();
  const shared = reader.frameLocator("iframe").getByRole("button");
  await shared.click();
  await expect(shared).toHaveText("1");
  const sharedAddress = new URL((await reader.locator("iframe").getAttribute("src")) ?? "", reader.url())
    .href;
  expect((await other.request.get(sharedAddress)).status()).toBe(200);
  await chat.page.request.delete(share);
  expect((await other.request.get(sharedAddress)).status()).toBe(404);
  await other.close();
});

test("a result that is no document is served by no address", async ({ chat, provider }) => {
  await askForPrototype(chat, provider, 'const result = "<p onclick=alert(1)>a piece</p>";');
  await expect(result(chat).locator("iframe")).toHaveCount(0);
  const path = await chat.path();
  const file = await chat.page.request.get(new URL(`/api${path}/export?as=json`, chat.page.url()).href);
  const id = /"toolCallId":"([^"]+)"/.exec(await file.text())?.[1];
  const chatId = path.split("/").at(-1);
  const address = new URL(`/api/prototype/${chatId}/${id}`, chat.page.url()).href;
  expect((await chat.page.request.get(address)).status()).toBe(404);
});
