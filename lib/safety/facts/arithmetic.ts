import type { Constant } from "./constant.ts";

/** Names that the language gives to a number, or to nothing. */
export const globalNumbers = new Map<string, Constant>([
  ["undefined", undefined],
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
]);

/** Members of `Number`. */
export const numberConstants = new Map([
  ["MAX_SAFE_INTEGER", Number.MAX_SAFE_INTEGER],
  ["MAX_VALUE", Number.MAX_VALUE],
  ["POSITIVE_INFINITY", Number.POSITIVE_INFINITY],
]);

/** What an operator makes of a value; null for operators that do more than that. */
export function unary(operator: string, value: Constant): { value: Constant } | null {
  switch (operator) {
    case "!":
      return { value: !value };
    case "-":
      return { value: -Number(value) };
    case "+":
      return { value: Number(value) };
    case "~":
      return { value: ~Number(value) };
    case "void":
      return { value: undefined };
    case "typeof":
      return { value: typeof value };
    default:
      return null;
  }
}

export function binary(operator: string, a: Constant, b: Constant): { value: Constant } | null {
  if (operator === "+" && (typeof a === "string" || typeof b === "string"))
    return { value: String(a) + String(b) };
  const value = compare(operator, a, b) ?? calculate(operator, Number(a), Number(b));
  return value === null ? null : { value };
}

function compare(operator: string, a: Constant, b: Constant): boolean | null {
  switch (operator) {
    case "===":
      return a === b;
    case "!==":
      return a !== b;
    case "==":
      // biome-ignore lint/suspicious/noDoubleEquals: it is the program's operator.
      return a == b;
    case "!=":
      // biome-ignore lint/suspicious/noDoubleEquals: it is the program's operator.
      return a != b;
    // On two strings or two numbers TypeScript would allow them; on mixed ones they mean what they mean there.
    case "<":
      return (a as number) < (b as number);
    case ">":
      return (a as number) > (b as number);
    case "<=":
      return (a as number) <= (b as number);
    case ">=":
      return (a as number) >= (b as number);
    default:
      return null;
  }
}

function calculate(operator: string, a: number, b: number): number | null {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "%":
      return a % b;
    case "**":
      return a ** b;
    case "<<":
      return a << b;
    case ">>":
      return a >> b;
    case ">>>":
      return a >>> b;
    case "|":
      return a | b;
    case "&":
      return a & b;
    case "^":
      return a ^ b;
    default:
      return null;
  }
}
