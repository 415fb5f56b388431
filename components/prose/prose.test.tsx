import { prerender } from "react-dom/static";
import { expect, test } from "vitest";
import { Prose } from "#components/prose";

async function draw(text: string, live = false): Promise<string> {
  const { prelude } = await prerender(<Prose text={text} live={live} />);
  return new Response(prelude).text();
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
  expect(html.match(/rel="noopener noreferrer"/g)).toHaveLength(2);
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
  ["another host without a scheme", "[text](//example.com)"],
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
])("raw HTML stays text: %s", async (markdown, tag) => {
  for (const live of [false, true]) expect(await draw(markdown, live)).not.toContain(tag);
});

test("code keeps every character", async () => {
  const html = await draw("```html\n<b>&amp;</b>\n```");
  expect(html).toContain("&lt;b&gt;&amp;amp;&lt;/b&gt;");
});
