import type { SpecialValue } from "./value.ts";

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
export function quote(text: string): string {
  const mark = ["'", '"', "`"].find((candidate) => !text.includes(candidate)) ?? "'";
  const body = text.replace(
    // Control characters, the two line separators, surrogates without a partner, and what the quotes need.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be escaped.
    /[\0-\x1f\x7f\\\u2028\u2029]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    (unit) => escapes[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return mark + (mark === "'" ? body.replaceAll("'", "\\'") : body) + mark;
}

/** A property key as it would be written in an object literal. */
export function formatKey(key: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? key : quote(key);
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

/** Values without contents of their own, on one line. */
export function formatScalar(value: ScalarValue): string {
  switch (value.$) {
    case "undefined":
      return "undefined";
    case "number":
      return value.value;
    case "bigint":
      return `${value.value}n`;
    case "symbol":
      return `Symbol(${value.description ?? ""})`;
    case "function":
      return formatFunction(value.name, value.kind);
    case "date":
      return value.value ?? "Invalid Date";
    case "regexp":
      return `/${value.source}/${value.flags}`;
    case "string":
      return `${quote(value.value)}… ${value.length - value.value.length} more characters`;
    case "hole":
      return `<${value.count} empty item${value.count === 1 ? "" : "s"}>`;
    case "opaque":
      return `${value.name} {}`;
    case "cut":
      return value.size === null ? `[${value.name} …]` : `[${value.name}(${value.size}) …]`;
    case "thrown":
      return `[Thrown: ${value.message}]`;
  }
}

function formatFunction(name: string, kind: "function" | "class"): string {
  if (kind === "class") return `[class ${name || "(anonymous)"}]`;
  return name ? `[Function: ${name}]` : "[Function (anonymous)]";
}
