import fc from "fast-check";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { defaultRemarkPlugins, Streamdown } from "streamdown";
import { describe, expect, inject, it } from "vitest";
import {
  answer,
  chain,
  completed,
  cost,
  exportText,
  finished,
  plain,
  question,
  refused,
} from "./chat.fixture.ts";

interface Node {
  type: string;
  value?: string;
  url?: string;
  depth?: number;
  lang?: string | null;
  children?: Node[];
}

let parsed: Node | undefined;

/** Streamdown keeps what it made of its plugins, so this is one for all. */
const capture = () => (tree: Node) => {
  parsed = structuredClone(tree);
};

/** A file as a reader of GitHub's Markdown understands it. */
function parseMarkdown(text: string): Node[] {
  parsed = undefined;
  const plugins = { remarkPlugins: [...Object.values(defaultRemarkPlugins), capture], rehypePlugins: [] };
  const options = { mode: "static" as const, parseIncompleteMarkdown: false, ...plugins };
  renderToStaticMarkup(createElement(Streamdown, options, text));
  if (parsed === undefined) throw new Error("Nothing was parsed.");
  return (parsed as Node).children ?? [];
}

function flatten(nodes: Node[]): Node[] {
  return nodes.flatMap((node) => [node, ...flatten(node.children ?? [])]);
}

function textOf(node: Node | undefined): string {
  if (!node) return "";
  return node.type === "break" ? "\n" : (node.value ?? (node.children ?? []).map(textOf).join(""));
}

/** The bones of a document: its headings, quotations, paragraphs and blocks of code. */
function outline(text: string): string[] {
  return parseMarkdown(text).map((node) => {
    if (node.type === "heading") return `${"#".repeat(node.depth ?? 0)} ${textOf(node)}`;
    return node.type === "paragraph" ? textOf(node) : node.type;
  });
}

const program = finished(plain("1 + 1"), completed(2));

describe("a branch as Markdown", () => {
  it("says of a run in a question that its author changed it", async () => {
    const { metadata: _, ...edited } = { ...answer([["Add", program]]), role: "user" as const };
    const text = await exportText(chain([question("How many?"), answer(["Two."]), edited]), "markdown");
    const [, after] = text.split("Two.");
    expect(outline(after ?? "")).toEqual(
      expect.arrayContaining([
        "## Question",
        "Whoever asked changed this program by hand and ran it, for the answer to go on from.",
        "### Program 1: Add",
      ]),
    );
  });

  it("has questions, answers, programs, verdicts and results in order", async () => {
    const text = await exportText(
      chain([question("How many?"), answer(["I count.", ["Add", program], "**Two.**"])]),
      "markdown",
    );
    expect(outline(text)).toEqual([
      "# Counting",
      expect.stringMatching(/^A chat of 2026-11-20 09:30 UTC, exported from Workings on \d{4}-/),
      "## Question",
      "blockquote",
      "## Answer",
      "blockquote",
      "### Program 1: Add",
      "code",
      "Verdict: Safe. It only counts. (reviewer-1)",
      "Result: Completed in 3 ms.",
      "code",
      "blockquote",
      "Answered by model-1.",
    ]);
    const blocks = parseMarkdown(text).filter(({ type }) => type === "code");
    expect(blocks.map(({ lang, value }) => [lang, value])).toEqual([
      ["js", "1 + 1"],
      ["text", "2"],
    ]);
    expect(text).toContain("> **Two.**");
  });

  it("says what was refused, failed and stopped", async () => {
    const failed = finished(plain("boom()"), {
      status: "failed",
      error: { name: "TypeError", message: "boom is no function", line: 1, column: 1, stack: null },
      output: [{ kind: "console", level: "warn", atMs: 1, values: ["careful", 1] }],
      cost,
    });
    const stopped = finished(plain("for(;;);"), {
      status: "stopped",
      reason: "time",
      limit: 10_000,
      output: [],
      cost,
    });
    const text = await exportText(
      chain([
        question("?"),
        answer([
          ["a", refused("ls()")],
          ["b", failed],
          ["c", stopped],
        ]),
      ]),
      "markdown",
    );
    expect(text).toContain(
      "**Verdict:** Unsafe. It reads files. (reviewer-1)\n\n**Outcome:** It did not run.",
    );
    expect(text).toContain("**Console:**\n\n```text\n[warn] careful 1\n```");
    expect(text).toContain("**Error:** It failed.\n\n```text\nTypeError: boom is no function (line 1)\n```");
    expect(text).toContain("**Outcome:** It was stopped at its limit of time, 10 s.");
  });

  it("says how an answer ended early", async () => {
    const cut = answer(["So far"]);
    const metadata = cut.metadata && {
      ...cut.metadata,
      status: "failed" as const,
      failure: { cause: "cut-off" as const, message: "The provider hung up." },
    };
    const text = await exportText(
      chain([question("?"), { ...cut, ...(metadata && { metadata }) }]),
      "markdown",
    );
    expect(outline(text)).toContain("This answer failed. The provider hung up.");
  });

  it("says what was imported and nobody vouches for", async () => {
    const tree = chain([question("?"), answer(["Two."])]);
    for (const message of tree.messages) message.unverified = true;
    const text = await exportText(tree, "markdown");
    expect(outline(text).filter((line) => line.startsWith("Imported, not verified"))).toHaveLength(2);
    expect(text).not.toContain("Answered by");
  });

  it.each([
    "# No heading\n- no list\n1. none\n===\n<b>no</b> & *no* _no_ `no` [no](http://x)",
    "  indented\n\n```\nstill a question",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "back\\slash\\* 5 $ 6 $ ~~no~~ #1 &amp;",
  ])("keeps a question to the letter: %j", async (asked) => {
    const text = await exportText(chain([question(asked)]), "markdown");
    const [quotation] = parseMarkdown(text).filter(({ type }) => type === "blockquote");
    expect(textOf(quotation).replace(/\s+/g, "")).toBe(asked.replace(/\s+/g, ""));
  });

  it("keeps the Markdown of answers, their code with what looks like HTML in it", async () => {
    const said = [
      "The **value** of `a < b` and `<T>` is [here](https://example.com/x).",
      "",
      "1. One:",
      "   ```html",
      "   <p>text</p>",
      "   ```",
      "2. Two",
      "",
      "| a | b |",
      "|---|---|",
      "| 1 | 2 |",
    ].join("\n");
    const text = await exportText(chain([question("?"), answer([said])]), "markdown");
    const nodes = flatten(parseMarkdown(text));
    const values = (type: string) =>
      nodes.filter((node) => node.type === type).map((node) => node.value ?? node.url);
    expect(values("inlineCode")).toEqual(["a < b", "<T>"]);
    expect(values("code")).toEqual(["<p>text</p>"]);
    expect(values("link")).toEqual(["https://example.com/x"]);
    expect(values("strong")).toHaveLength(1);
    expect(values("table")).toHaveLength(1);
  });

  it("fences code so that nothing in it ends the fence", async () => {
    const code = "```\n# out\n`````\n````js";
    const text = await exportText(chain([question("?"), answer([["a", refused(code)]])]), "markdown");
    const [block] = parseMarkdown(text).filter(({ type }) => type === "code");
    expect(block?.value).toBe(code);
  });

  /** What acts in a file: HTML, images, and links that are none to the web or a mailbox. */
  function findActing(nodes: Node[]): Node[] {
    return flatten(nodes).filter(({ type, url = "" }) => {
      if (type === "link" || type === "definition") return !/^(https?:\/\/|mailto:)/i.test(url);
      return /^(html|image|imageReference|footnoteDefinition)$/.test(type);
    });
  }

  const img = "<img src=x onerror=y>";

  it.each([
    ["HTML", img],
    ["a comment that is never closed", "a <!-- b"],
    ["HTML after an escaped backtick", `\\\`${img}\``],
    ["HTML between code spans over two lines", `a \`b\nc\` ${img} \`d\``],
    ["HTML in code that a table parts", `|a|b|\n|-|-|\n|\`a | b\` x \`${img}\` y|`],
    ["HTML in code that belongs to an address", `https://example.com/x\`${img}\``],
    ["HTML after a fence that its list ends", `- a\n  \`\`\`\n${img}\n  \`\`\``],
    ["HTML after a fence beside a list's mark", `- ~~~\n  a\n  ~~~\n  ${img}`],
    ["HTML behind a fence of another length", `\`\`\`\`\n\`\`\`\n\`\`\`\`\n${img}`],
    ["HTML behind a fence too long to be one", `~~~${"x".repeat(10_000)}\n\`\`\`\n~~~\n${img}\n\`\`\``],
    ["an image", "![a](https://example.com/seen)"],
    ["an image by reference", "![a][b]\n\n[b]: https://example.com/seen"],
    ["a link that is a program", "[a](javascript:alert(1))"],
    ["a link that hides that it is one", "[a](java&#115;cript:alert(1))"],
    ["a definition that is one", "[a]\n\n[a]: javascript:alert(1)"],
  ])("lets an answer do nothing with %s", async (_, said) => {
    const nodes = parseMarkdown(await exportText(chain([question("?"), answer([said])]), "markdown"));
    expect(findActing(nodes)).toEqual([]);
    expect(nodes.map(({ type }) => type).slice(-3)).toEqual(["heading", "blockquote", "paragraph"]);
  });

  it("lets a question do nothing with HTML behind an address that takes what escapes it", async () => {
    const nodes = parseMarkdown(
      await exportText(chain([question(`http://x/y)${img} www.x.y/${img}`)]), "markdown"),
    );
    expect(findActing(nodes)).toEqual([]);
    expect(textOf(nodes.at(-1))).toContain(img);
  });

  const pieces = [
    ...[
      "`",
      "``",
      "```",
      "````",
      "~~~",
      "\\",
      "|",
      "<script>",
      "</script>",
      "<!--",
      "-->",
      "<img src=x onerror=y>",
    ],
    ...[
      "[a](javascript:x)",
      "![a](http://x/y)",
      "[a]: javascript:x",
      "[a]",
      "](",
      "]:",
      "![",
      "<http://x>",
      "<?",
      "]]>",
    ],
    ...["(java", "https://x", "data:text/html,x", "$", "*", "_", "~~", "**", "&lt;", "&#60;", "&colon;"],
    ...[
      "\n",
      "\n\n",
      "\n    ",
      "\n  ",
      "\n- ",
      "\n1. ",
      "\n> ",
      "\n\t",
      "\n# ",
      "\n---\n",
      "\n===\n",
      "\n|-|-|\n",
      "\r",
      "\u2028",
    ],
    ...[" ", "x", "y", "js", "{", "}", "\0", "\u202e", "\ud800"],
  ];
  const hostile = fc.array(fc.constantFrom(...pieces), { maxLength: 24 }).map((texts) => texts.join(""));

  it("lets nothing that anybody said act, or pass for a part of the document", async () => {
    const property = fc.asyncProperty(hostile, hostile, hostile, async (asked, said, title) => {
      const tree = chain(
        [question(`a${asked}b`), answer([`a${said}b`, [`a${title}b`, refused(`a${said}`)]])],
        {
          title: `a${title}b`,
        },
      );
      const nodes = parseMarkdown(await exportText(tree, "markdown"));
      const bones = nodes.map(({ type, depth }) => (type === "heading" ? `h${depth}` : type));
      expect(bones.join(" ")).toBe(
        "h1 paragraph h2 blockquote h2 blockquote h3 code paragraph paragraph paragraph",
      );
      expect(findActing(nodes)).toEqual([]);
    });
    await fc.assert(property, { numRuns: inject("long") ? 10_000 : 1_000 });
  });
});
