import { prerender } from "react-dom/static";
import { describe, expect, test } from "vitest";
import { type CompletedRun, Prose } from "#components/prose";
import { createPointing, LeadingContext } from "#components/value";

async function draw(text: string, live = false, runs?: CompletedRun[]): Promise<string> {
  const leading = { pointing: createPointing(), onLead() {} };
  const prose = <Prose text={text} live={live} {...(runs && { runs })} />;
  const { prelude } = await prerender(<LeadingContext value={leading}>{prose}</LeadingContext>);
  return (await new Response(prelude).text()).replaceAll("<!-- -->", "");
}

/** Attributes only: raw HTML is shown as text, so the words themselves may appear. */
const targets = (html: string) => [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, target]) => target);

test("draws Markdown", async () => {
  const html = await draw("It is **4**.\n\n- one\n- two");
  expect(html).toContain("<strong>4</strong>");
  expect(html).toContain("<li>one</li>");
});

test("links to https and mailto, in a new tab that knows nothing of this page", async () => {
  const html = await draw("[site](https://example.com/a) and [mail](mailto:a@example.com)");
  expect(targets(html)).toEqual(["https://example.com/a", "mailto:a@example.com"]);
  expect(html.match(/target="_blank" rel="noopener noreferrer nofollow"/g)).toHaveLength(2);
});

test.each([
  ["javascript:", "[text](javascript:alert(1))"],
  ["javascript: in capitals and entities", "[text](JaVaScRiPt&#58;alert(1))"],
  ["data:", "[text](data:text/html;base64,PHNjcmlwdD4=)"],
  ["http:", "[text](http://example.com)"],
  ["vbscript:", "[text](vbscript:x)"],
  ["file:", "[text](file:///etc/passwd)"],
  ["blob:", "[text](blob:https://example.com/1)"],
  ["a path of this site", "[text](/api/chat)"],
  ["a path upwards", "[text](../../api/chats)"],
  ["a path from here", "[text](./api/chats)"],
  ["a path of backslashes", "[text](<\\\\example.com\\x>)"],
  ["a query", "[text](?x=1)"],
  ["nothing", "[text]()"],
  ["another host without a scheme", "[text](//example.com)"],
  ["javascript: with a tab in it", "[text](java&#9;script:alert(1))"],
  ["javascript: after a space", "[text](<\u0001 javascript:alert(1)>)"],
  ["view-source:", "[text](view-source:https://example.com)"],
  ["ftp:", "[text](ftp://example.com)"],
  ["a document's own address", "[text](about:blank)"],
  ["http: without brackets", "text http://example.com/a"],
  ["www. without a scheme", "text www.example.com"],
  ["a fragment", "[text](#x)"],
  ["a reference", "[text][1]\n\n[1]: javascript:alert(1)"],
  ["an autolink", "text <javascript:alert(1)>"],
])("a link to %s stays text", async (_, markdown) => {
  for (const live of [false, true]) {
    const html = await draw(markdown, live);
    expect(targets(html)).toEqual([]);
    expect(html).not.toContain("<a");
    expect(html).toContain("text");
  }
});

test.each([
  ["remote", "![a chart](https://example.com/x.png?secret=1)"],
  ["by reference", "![a chart][1]\n\n[1]: https://example.com/x.png"],
  ["as data", "![a chart](data:image/png;base64,AAAA)"],
  ["as a vector with a script", "![a chart](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+)"],
  ["of this server", "![a chart](/api/chats)"],
  ["upwards", "![a chart](../../icon.svg)"],
  ["without a scheme", "![a chart](//example.com/x.png)"],
  ["by a reference of its own name", "![a chart]\n\n[a chart]: https://example.com/x.png"],
  ["in a link that runs", "[![a chart](https://example.com/x.png)](javascript:alert(1))"],
])("an image (%s) is shown as its words and fetched from nowhere", async (_, markdown) => {
  for (const live of [false, true]) {
    const html = await draw(markdown, live);
    expect(html).not.toContain("<img");
    expect(targets(html)).toEqual([]);
    expect(html).toContain("a chart");
  }
});

test.each([
  ['<script>alert("x")</script>', "<script"],
  ['<img src="https://example.com/x.png" onerror="alert(1)">', "<img"],
  ['text <a href="javascript:alert(1)">x</a>', "<a"],
  ['<iframe src="https://example.com"></iframe>', "<iframe"],
  ["<style>* { display: none }</style>", "<style"],
  ["<svg onload=alert(1)>", "<svg"],
  ['<svg><use href="https://example.com/x.svg#a"/></svg>', "<use"],
  ['<svg><image href="https://example.com/x.png"/></svg>', "<image"],
  ['text <a ping="https://example.com" href="https://example.com">x</a>', "<a ping"],
  ['<link rel="prefetch" href="https://example.com">', "<link"],
  ['<meta http-equiv="refresh" content="0; url=https://example.com">', "<meta"],
  ['<base href="https://example.com">', "<base"],
  ['<p style="background: url(https://example.com)">x</p>', "<p style"],
  ['<video poster="https://example.com" src="https://example.com"></video>', "<video"],
  ['<form action="https://example.com"><button>x</button></form>', "<form"],
  ["<!-- --><img src=x onerror=alert(1)>", "<img"],
])("raw HTML stays text: %s", async (markdown, tag) => {
  for (const live of [false, true]) expect(await draw(markdown, live)).not.toContain(tag);
});

test("code keeps every character", async () => {
  const html = await draw("```html\n<b>&amp;</b>\n```");
  expect(html).toContain("&lt;b&gt;&amp;amp;&lt;/b&gt;");
});

describe("a figure that a run came to", () => {
  const runs = [{ toolCallId: "call", title: 'Count <b>"moons"</b>', value: 95, output: [] }];
  const link = (text: string) =>
    `<a href="#run-call" aria-label="${text}, from the run Count &lt;b&gt;&quot;moons&quot;&lt;/b&gt;" class="computed">${text}</a>`;

  test.each([
    ["95 moons", `<p>${link("95")} moons</p>`],
    ["It has **95** moons.", `<p>It has <strong>${link("95")}</strong> moons.</p>`],
    ["- 95\n- *95*", `<li>${link("95")}</li>\n<li><em>${link("95")}</em></li>`],
    ["# All 95", `<h3>All ${link("95")}</h3>`],
    ["> 95", `<p>${link("95")}</p>`],
    ["| a |\n|---|\n| 95 |", `<td>${link("95")}</td>`],
  ])("is a link to it, wherever it stands: %s", async (markdown, expected) => {
    for (const live of [false, true]) expect(await draw(markdown, live, runs)).toContain(expected);
  });

  test.each([
    "`95`",
    "```\n95\n```",
    "    95",
    "[95](https://example.com)",
    "![95](https://example.com)",
    "95. The last",
    "Step **95**",
    "**9**5",
    "`x`95",
    "95[^1]\n\n[^1]: note",
    "<b title=95>",
    "95 May\n2024",
  ])("is none in %s", async (markdown) => {
    for (const live of [false, true]) expect(await draw(markdown, live, runs)).not.toContain("#run-");
  });

  test("is text where no run came to it, and where nothing can be led to", async () => {
    expect(await draw("95 moons", false, [])).toContain("<p>95 moons</p>");
    const { prelude } = await prerender(<Prose text="95 moons" live={false} runs={runs} />);
    expect(await new Response(prelude).text()).not.toContain("<a");
  });

  test("is known by each text's own runs", async () => {
    expect(await draw("95 or 96", false, runs)).toContain("#run-call");
    const others = [{ toolCallId: "other", title: "Other", value: 96, output: [] }];
    expect((await draw("95 or 96", false, others)).match(/#run-[a-z]+/g)).toEqual(["#run-other"]);
  });
});
