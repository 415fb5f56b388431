import { readProlog } from "#lib/value";
import { maxDrawn, weigh } from "./weigh-svg.ts";

export type SvgImage =
  /** The text has the name space without which a browser takes it for no image. */
  { ok: true; text: string; title: string | null } | { ok: false; why: string };

const namespace = "http://www.w3.org/2000/svg";

/** Looks an SVG through before it is drawn. Nothing in it runs: it is parsed as a document that is no page. */
export function readSvgImage(text: string): SvgImage {
  if (/<!ENTITY/i.test(text))
    return { ok: false, why: "It declares entities, which a picture here may not have." };
  const named = addNamespace(text);
  const { documentElement: root } = new DOMParser().parseFromString(named, "image/svg+xml");
  if (root.namespaceURI !== namespace || root.querySelector("parsererror"))
    return { ok: false, why: "It cannot be read as SVG: something in it is not well-formed." };
  if (weigh(root) > maxDrawn)
    return {
      ok: false,
      why: `It comes to more than ${maxDrawn.toLocaleString("en")} elements, or refers to itself.`,
    };
  const title = [...root.children].find(({ localName }) => localName === "title")?.textContent?.trim();
  return { ok: true, text: named, title: title ? title.slice(0, 300).toWellFormed() : null };
}

/** Only the first tag is looked at, however many there are. */
export function addNamespace(text: string): string {
  const { at } = readProlog(text);
  const end = text.indexOf(">", at);
  if (!text.startsWith("<svg", at) || end === -1 || /\sxmlns\s*=/.test(text.slice(at, end))) return text;
  const past = at + "<svg".length;
  return `${text.slice(0, past)} xmlns="${namespace}"${text.slice(past)}`;
}
