import type { ExtraProps } from "streamdown";
import { findFigures } from "#components/figures";

type Element = NonNullable<ExtraProps["node"]>;
type Node = Element["children"][number];
type Text = Extract<Node, { type: "text" }>;

/** What the page knows a figure by, once it stands alone. No text of a model can make one: HTML stays text. */
export const figureTag = "data";

/** They belong to the words around them. */
const inline = new Set(["strong", "em", "del"]);
/** They stand among words as something that is none of them. */
const opaque = new Set(["code", "a", "img", "sup", "input"]);

/**
 * A plugin for the trees of Markdown that puts each figure into an element of its own. It is the same whatever the runs came to, so
 * nothing is parsed again when that is known; and there is one of it, since processors are kept by the names of their plugins.
 */
export function separateFigures() {
  return (tree: { children: Node[] }) => separateWithin(tree);
}

interface Words {
  text: string;
  nodes: { node: Text; parent: { children: Node[] }; at: number }[];
}

function separateWithin(block: { children: Node[] }): void {
  let words: Words = { text: "", nodes: [] };
  const end = () => {
    separate(words);
    words = { text: "", nodes: [] };
  };
  function read(parent: { children: Node[] }): void {
    for (const node of parent.children) {
      if (node.type === "text") {
        words.nodes.push({ node, parent, at: words.text.length });
        words.text += node.value;
      } else if (node.type !== "element") continue;
      else if (inline.has(node.tagName)) read(node);
      else if (opaque.has(node.tagName)) words.text += "\ufffc";
      else if (node.tagName === "br") words.text += "\n";
      else {
        end();
        if (node.tagName !== "pre") separateWithin(node);
      }
    }
  }
  read(block);
  end();
}

/** A figure that is emphasised in part is left as it is. */
function separate({ text, nodes }: Words): void {
  const figures = findFigures(text);
  if (figures.length === 0) return;
  for (const { node, parent, at } of nodes) {
    const pieces: Node[] = [];
    let from = 0;
    for (const figure of figures) {
      const start = figure.at - at;
      const end = start + figure.text.length;
      if (start < 0 || end > node.value.length) continue;
      if (start > from) pieces.push({ type: "text", value: node.value.slice(from, start) });
      const children: Text[] = [{ type: "text", value: figure.text }];
      pieces.push({ type: "element", tagName: figureTag, properties: {}, children });
      from = end;
    }
    if (pieces.length === 0) continue;
    if (from < node.value.length) pieces.push({ type: "text", value: node.value.slice(from) });
    parent.children.splice(parent.children.indexOf(node), 1, ...pieces);
  }
}
