import type { Constant } from "./constant.ts";

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
