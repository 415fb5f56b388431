import { readFile } from "node:fs/promises";
import type { ChatPage } from "./chat-page.ts";
import { listen } from "./listen.ts";
import type { Provider } from "./provider/provider.ts";
import { expect, says, test, writes } from "./test.ts";
import { findViolations } from "./violations.ts";

const $schema = "https://vega.github.io/schema/vega-lite/v6.json";

const moons = {
  $schema,
  title: "Moons",
  data: { values: ["Earth", "Mars", "Jupiter"].map((planet, n) => ({ planet, moons: [1, 2, 95][n] })) },
  mark: "bar",
  encoding: { x: { field: "planet", type: "nominal" }, y: { field: "moons", type: "quantitative" } },
};

/** Has a program return that specification; `code` stands for one that is too large to be written out. */
async function askForChart(chat: ChatPage, provider: Provider, spec: object | string): Promise<void> {
  const code = typeof spec === "string" ? spec : `const result = ${JSON.stringify(spec, null, 2)};`;
  provider.answers(writes("Draw", code), says("Drawn."));
  await chat.ask("Draw the moons");
  await chat.finish();
}

const image = (chat: ChatPage) => chat.stage("Draw", "Result").getByRole("img");
const button = (chat: ChatPage, name: string) =>
  chat.stage("Draw", "Result").getByRole("button", { name, exact: true });

test("a Vega-Lite specification is drawn as a chart, with words for it and its data as a table", async ({
  chat,
  provider,
}) => {
  await askForChart(chat, provider, moons);
  await expect(image(chat)).toHaveAccessibleName("Moons. A chart: bars, “planet” across, “moons” up.");
  expect(await image(chat).evaluate((element: HTMLImageElement) => element.naturalWidth)).toBeGreaterThan(
    100,
  );
  await button(chat, "Data of the chart").click();
  await expect(chat.stage("Draw", "Result").getByRole("row")).toHaveText([
    "planetmoons",
    "Earth1",
    "Mars2",
    "Jupiter95",
  ]);
  await button(chat, "Data of the chart").click();
  await expect(image(chat)).toBeVisible();
  await button(chat, "Raw form of Result").click();
  await expect(chat.stage("Draw", "Result")).toContainText("mark: 'bar'");
  expect(await findViolations(chat)).toEqual([]);
});

test("several charts that a program displays are drawn where it displayed them", async ({
  chat,
  provider,
}) => {
  await askForChart(
    chat,
    provider,
    `const chart = ${JSON.stringify(moons)};
display(chart);
display({ ...chart, title: "Again" });
const result = "two";`,
  );
  await expect(chat.run("Draw").getByRole("img")).toHaveCount(2);
});

test("a chart goes with the theme and the width of the page", async ({ chat, provider }) => {
  await chat.page.emulateMedia({ colorScheme: "light" });
  await askForChart(chat, provider, moons);
  const read = async () => {
    const [, base64 = ""] = ((await image(chat).getAttribute("src")) ?? "").split(",");
    return Buffer.from(base64, "base64").toString();
  };
  await expect.poll(read).toContain("#fbf8f1");
  // Opened as a page of its own, it has no origin.
  await expect(image(chat)).toHaveAttribute("src", /^data:image\/svg\+xml/);
  await chat.page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(read).toContain("#171613");
  expect(await findViolations(chat)).toEqual([]);
  const wide = (await image(chat).boundingBox())?.width ?? 0;
  await chat.page.setViewportSize({ width: 360, height: 740 });
  await expect
    .poll(async () => (await image(chat).boundingBox())?.width ?? 0)
    .toBeLessThan(Math.min(wide, 340));
});

test("a chart is saved as SVG and as PNG", async ({ chat, provider }) => {
  await askForChart(chat, provider, moons);
  await expect(image(chat)).toBeVisible();
  const save = async (name: string) => {
    const saved = chat.page.waitForEvent("download");
    await button(chat, name).click();
    const download = await saved;
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };
  const svg = await save("SVG: download the chart");
  expect(svg.name).toBe("Moons.svg");
  expect(svg.bytes.toString()).toMatch(/^<svg.*Jupiter/s);
  const png = await save("PNG: download the chart");
  expect(png.name).toBe("Moons.png");
  expect(png.bytes.subarray(1, 4).toString()).toBe("PNG");
});

test("a chart fetches nothing and runs nothing, whatever stands in it", async ({ chat, provider }) => {
  const heard: string[] = [];
  const canary = await listen((request, response) => {
    heard.push(request.url ?? "");
    response.end();
  });
  try {
    const hostile = `</text><script>document.title="run"</script><img src=x onerror="document.title='run'">`;
    await askForChart(chat, provider, {
      $schema,
      title: hostile,
      data: { values: [{ [hostile]: hostile, a: 1, picture: `${canary.url}/row.png` }] },
      layer: [
        { mark: { type: "image", url: `${canary.url}/mark.png`, href: "javascript:document.title='run'" } },
        { mark: "image", encoding: { url: { field: "picture" } } },
        { mark: "text", encoding: { text: { field: hostile }, color: { field: hostile } } },
      ],
      encoding: { x: { field: "a", type: "quantitative" } },
    });
    await expect(image(chat)).toBeVisible();
    await expect(chat.stage("Draw", "Result")).toContainText("Pictures in it are not loaded.");
    await chat.page.waitForLoadState("networkidle");
    expect(heard).toEqual([]);
    await expect(chat.page).toHaveTitle("Draw the moons · Workings");
  } finally {
    await canary.close();
  }
});

for (const [name, spec, why] of [
  ["data elsewhere", { ...moons, data: { url: "/api/chats" } }, "It asks for data at an address"],
  ["a mistake", { ...moons, mark: "pie" }, "Its mark is none that Vega-Lite has: pie."],
  [
    "a billion rows",
    { ...moons, data: { sequence: { start: 0, stop: 1e9, as: "moons" } } },
    "It makes a sequence of more than 50,000 rows.",
  ],
  [
    "an expression that never ends",
    {
      ...moons,
      transform: [{ filter: `test(/^(a+)+$/, '${"a".repeat(40)}b')` }],
    },
    "It was not drawn within",
  ],
] as const) {
  test(`a chart with ${name} says why it is not drawn, and the page goes on`, async ({ chat, provider }) => {
    await askForChart(chat, provider, spec);
    await expect(chat.stage("Draw", "Result")).toContainText("This chart is not drawn.");
    await expect(chat.stage("Draw", "Result")).toContainText(why);
    await expect(chat.stage("Draw", "Result")).toContainText("encoding");
    provider.answers(writes("Draw again", `const result = ${JSON.stringify(moons)};`), says("Drawn again."));
    await chat.ask("And now?");
    await chat.finish();
    await expect(chat.run("Draw again").getByRole("img")).toBeVisible();
  });
}

test("points by the thousand that the sandbox cut are drawn in part, which is said, or not at all", async ({
  chat,
  provider,
}) => {
  await askForChart(
    chat,
    provider,
    `const values = Array.from({ length: 60_000 }, (_, a) => ({ a }));
const result = { $schema: "${$schema}", data: { values }, mark: "point", encoding: { x: { field: "a" } } };`,
  );
  const result = chat.stage("Draw", "Result");
  await expect(result).toContainText(/This chart is not drawn\.|some of the data is not in this chart/);
});

test.describe("without a network", () => {
  test.use({ expectedConsoleErrors: [/Failed to load resource/] });

  test("a chart that cannot be loaded is its text, says so, and is drawn when it is tried again", async ({
    chat,
    page,
    provider,
  }) => {
    provider.answers(says("Hello."));
    await chat.ask("Hello?");
    await chat.finish();
    await page.route("**/_next/static/**", (route) => route.abort());
    await askForChart(chat, provider, { ...moons, title: "Moons without a network" });
    const result = chat.stage("Draw", "Result");
    await expect(result).toContainText("What draws this could not be loaded.");
    await expect(result).toContainText("Moons without a network");
    // So are the colours of its program.
    await expect(chat.run("Draw")).toContainText("const result =");
    await page.unroute("**/_next/static/**");
    await result.getByRole("button", { name: "Try again to load what draws this" }).click();
    await expect(image(chat)).toBeVisible();
    await expect(result).not.toContainText("could not be loaded");
  });
});
