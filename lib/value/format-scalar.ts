import type { SpecialValue } from "./value.ts";
import type { Work } from "./work.ts";

const escapes: Record<string, string> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\b": "\\b",
  "\f": "\\f",
  "\v": "\\v",
  "\\": "\\\\",
};

/** A string literal, in the quotes that need the fewest escapes; single ones first, as Node prints them. */
function quote(text: string): string {
  const mark = ["'", '"', "`"].find((candidate) => !text.includes(candidate)) ?? "'";
  const body = text.replace(
    // Control characters, the two line separators, surrogates without a partner, and what the quotes need.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be escaped.
    /[\0-\x1f\x7f\\\u2028\u2029]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    (unit) => escapes[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return mark + (mark === "'" ? body.replaceAll("'", "\\'") : body) + mark;
}

/** A string literal of as much of the text as the work allows; its escapes cost too. */
export function writeString(text: string, work: Work): string {
  return quoteTaken(work.take(text), work);
}

function quoteTaken(taken: string, work: Work): string {
  const quoted = quote(taken);
  work.spend(quoted.length - taken.length);
  return quoted;
}

/** A property key as it would be written in an object literal. */
export function formatKey(key: string, work: Work): string {
  const taken = work.take(key);
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(taken) ? taken : quoteTaken(taken, work);
}

export type ScalarValue = Extract<
  SpecialValue,
  {
    $:
      | "undefined"
      | "number"
      | "bigint"
      | "symbol"
      | "function"
      | "date"
      | "regexp"
      | "string"
      | "hole"
      | "opaque"
      | "cut"
      | "thrown";
  }
>;

/** Values without contents of their own, on one line. Each text in them is cut to what the work allows. */
export function formatScalar(value: ScalarValue, work: Work): string {
  switch (value.$) {
    case "undefined":
      return work.take("undefined");
    case "number":
      return work.take(value.value);
    case "bigint":
      return `${work.take(value.value)}n`;
    case "symbol":
      return `${work.take("Symbol(")}${value.description === null ? "" : work.take(value.description)})`;
    case "function":
      return formatFunction(value.name, value.kind, work);
    case "date":
      return work.take(value.value ?? "Invalid Date");
    case "regexp":
      return `/${work.take(value.source)}/${work.take(value.flags)}`;
    case "string":
      return (
        writeString(value.value, work) + work.take(`… ${value.length - value.value.length} more characters`)
      );
    case "hole":
      return work.take(`<${value.count} empty item${value.count === 1 ? "" : "s"}>`);
    case "opaque":
      return `${work.take(value.name)} {}`;
    case "cut":
      return value.size === null
        ? `[${work.take(value.name)} …]`
        : `[${work.take(value.name)}(${value.size}) …]`;
    case "thrown":
      return `${work.take("[Thrown: ")}${work.take(value.message)}]`;
  }
}

function formatFunction(name: string, kind: "function" | "class", work: Work): string {
  if (kind === "class") return `${work.take("[class ")}${work.take(name || "(anonymous)")}]`;
  return name ? `${work.take("[Function: ")}${work.take(name)}]` : work.take("[Function (anonymous)]");
}
