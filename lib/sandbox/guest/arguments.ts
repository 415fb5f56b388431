// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
import * as js from "./intrinsics.ts";
import { classify, functionName } from "./kinds.ts";

/** The words and codes are Node's. */
export function typeError(message: string, code: string): TypeError {
  const error = new js.SavedTypeError(message);
  js.setOwn(error, "code", code);
  return error;
}

export function needFunction(value: unknown, name: string): void {
  if (typeof value !== "function")
    throw typeError(
      'The "' + name + '" argument must be of type function. Received ' + received(value),
      "ERR_INVALID_ARG_TYPE",
    );
}

/** `names` as Node quotes them, such as `"name" and "value" arguments`. */
export function needArguments(count: number, least: number, names: string): void {
  if (count < least) throw typeError("The " + names + " must be specified", "ERR_MISSING_ARGS");
}

const maxReceivedChars = 28;

export function received(value: unknown): string {
  switch (typeof value) {
    case "undefined":
      return "undefined";
    case "function":
      return "function " + functionName(value);
    case "object": {
      if (value === null) return "null";
      const { name, base } = classify(value);
      return "an instance of " + (name ?? base);
    }
    case "string": {
      const cut = value.length > maxReceivedChars ? js.slice(value, 0, maxReceivedChars - 3) + "..." : value;
      return "type string ('" + cut + "')";
    }
    default:
      return "type " + typeof value + " (" + js.toText(value) + (typeof value === "bigint" ? "n" : "") + ")";
  }
}
