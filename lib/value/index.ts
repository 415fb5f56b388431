export { cutText, firstUnits } from "./cut-text.ts";
export { type FormatOptions, formatConsole, formatValue } from "./format-value.ts";
export { dropHidden, showHidden } from "./hidden.ts";
export { type HtmlDocument, readHtmlDocument, readProlog } from "./html-document.ts";
export { resolveRef } from "./resolve-ref.ts";
export type { PlainValue, SpecialValue, Value } from "./value.ts";
