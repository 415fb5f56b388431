import { expect, says, test, writes } from "./test.ts";

test("a tree is opened and walked with the keyboard", async ({ chat, provider }) => {
  const long = '"a text that is long enough to take a line of its own ".repeat(2)';
  const code = `const result = { first: { inside: [${long}, { deep: 1 }] }, second: new Map([["one", ${long}]]) };
result.again = result.first; result.self = result; result;`;
  provider.answers(writes("Walk", code), says("Walked."));
  await chat.ask("Walk");
  await chat.finish();
  const branch = (name: string) => chat.run("Walk").getByRole("button", { name, exact: true });
  const first = branch("first:");
  await first.focus();
  if ((await first.getAttribute("aria-expanded")) === "true") await first.press("ArrowLeft");
  await expect(first).toHaveAttribute("aria-expanded", "false");
  await first.press("ArrowRight");
  await expect(first).toHaveAttribute("aria-expanded", "true");
  await first.press("ArrowRight");
  const inside = branch("inside: Array(2)");
  await expect(inside).toBeFocused();
  if ((await inside.getAttribute("aria-expanded")) === "false") await inside.press("Enter");
  await expect(branch("1:")).toBeVisible();
  await inside.press("End");
  const again = branch("again:");
  await expect(again).toBeFocused();
  await expect(chat.run("Walk").getByText("the same as .first")).toBeVisible();
  await again.press("Enter");
  await expect(branch("inside: Array(2)")).toHaveCount(2);
  await expect(chat.run("Walk").getByText("[Circular] the whole value")).toBeVisible();
  await again.press("ArrowUp");
  await expect(again).not.toBeFocused();
});

const hostile: [string, string][] = [
  ["a million entries", "const result = Array.from({ length: 1_000_000 }, (_, i) => i);"],
  [
    "a hundred thousand records of a list each",
    "const result = Array.from({ length: 100_000 }, (_, i) => ({ i, list: [[i]] }));",
  ],
  [
    "ten thousand levels",
    "let value = []; for (let i = 0; i < 10_000; i++) value = [value, { i }]; const result = value;",
  ],
  [
    "keys of what every object inherits",
    `const a = ["x".repeat(100)]; const result = JSON.parse(JSON.stringify({ _: a, constructor: { prototype: a }, toString: 1 }).replace("_", "__proto__"));`,
  ],
  [
    "markup in keys and texts",
    `const key = "<img src=x onerror='document.title = 1'>"; const result = { [key]: { [key]: key.repeat(9) }, "<script>document.title = 1</script>": new Map([[key, [key]]]) };`,
  ],
  [
    "a list of the same list a hundred thousand times",
    'const list = [["x".repeat(200)]]; const result = Array(100_000).fill(list);',
  ],
  [
    "a record that stands there a hundred thousand times",
    'const record = { text: "x".repeat(900) }; const result = Array(100_000).fill(record);',
  ],
];

for (const [name, code] of hostile)
  test(`${name} cannot hold or break the page`, async ({ chat, provider }) => {
    provider.answers(writes("Hostile", code), says("There."));
    await chat.ask("Be hostile");
    await chat.finish();
    const run = chat.run("Hostile");
    const raw = run.getByRole("button", { name: "Raw form of Result" });
    await expect(raw).toBeVisible();
    const branches = run.getByRole("listitem").getByRole("button");
    await expect(branches.or(run.getByRole("searchbox")).first()).toBeVisible();
    expect(await run.evaluate((element) => element.querySelectorAll("*").length)).toBeLessThan(3_000);
    const closed = run.getByRole("listitem").getByRole("button", { expanded: false });
    for (let opened = 0; opened < 3 && (await closed.count()) > 0; opened++) await closed.last().click();
    expect(await run.evaluate((element) => element.querySelectorAll("*").length)).toBeLessThan(5_000);
    await expect(run.locator("img, script")).toHaveCount(0);
    await raw.click();
    await expect(raw).toHaveAttribute("aria-pressed", "true");
    await expect(chat.page).toHaveTitle("Be hostile · Workings");
  });
