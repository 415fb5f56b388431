import * as js from "./intrinsics.ts";
import { toJson, type Wire } from "./node.ts";

type Ask = (topic: string, question: string) => string;

let send: Ask;

/** In UTF-16 units; the host takes no more, and gives no more. */
const maxChars = 4 * 1024 * 1024;

export function connectBridge(ask: Ask): void {
  send = ask;
}

/** Puts a question to the host and gives its answer, plain JSON. Throws what the host refuses with. */
export function ask<Answer>(topic: string, question: Wire): Answer {
  const text = toJson(question);
  if (text.length > maxChars) throw new js.SavedRangeError("the text is too long");
  const answer = js.parse(send(topic, text)) as { ok: Answer } | { error: [string, string] };
  // What is not its own, a guest may have put on a prototype.
  if (js.hasOwn(answer, "ok")) return (answer as { ok: Answer }).ok;
  const { error } = answer as { error: [string, string] };
  throw createError(error[0], error[1]);
}

/** An error of the guest's own realm, by the name of its class. */
function createError(name: string, message: string): Error {
  switch (name) {
    case "RangeError":
      return new js.SavedRangeError(message);
    case "TypeError":
      return new js.SavedTypeError(message);
    case "SyntaxError":
      return new js.SavedSyntaxError(message);
    case "URIError":
      return new js.SavedURIError(message);
    default:
      return new js.SavedError(message);
  }
}
