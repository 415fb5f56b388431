// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
import { nameFunction, setLength, show, tag } from "../define.ts";
import * as js from "../intrinsics.ts";
import { programStack } from "../stack.ts";

/** The names that have a number, in the order of the numbers from 1. */
const numbered = [
  "IndexSizeError",
  "DOMStringSizeError",
  "HierarchyRequestError",
  "WrongDocumentError",
  "InvalidCharacterError",
  "NoDataAllowedError",
  "NoModificationAllowedError",
  "NotFoundError",
  "NotSupportedError",
  "InUseAttributeError",
  "InvalidStateError",
  "SyntaxError",
  "InvalidModificationError",
  "NamespaceError",
  "InvalidAccessError",
  "ValidationError",
  "TypeMismatchError",
  "SecurityError",
  "NetworkError",
  "AbortError",
  "URLMismatchError",
  "QuotaExceededError",
  "TimeoutError",
  "InvalidNodeTypeError",
  "DataCloneError",
];

/** Gives the message and the name of a DOMException; null for anything else, whatever its prototype. */
export let readDOMException: (value: object) => { message: string; name: string } | null;

export class DOMException extends js.SavedError {
  readonly #message: string;
  readonly #name: string;

  static {
    readDOMException = (value) =>
      #name in value ? { message: value.#message, name: (value as DOMException).#name } : null;
  }

  constructor(message: unknown = "", options: unknown = "Error") {
    super();
    this.#message = js.toText(message);
    const named = typeof options === "object" && options !== null;
    const name = named ? (options as { name?: unknown }).name : options;
    this.#name = name === undefined ? "Error" : js.toText(name);
    if (named && "cause" in options) js.setOwn(this, "cause", options.cause, false);
    js.setOwn(this, "stack", programStack(), false);
  }

  override get name(): string {
    return this.#name;
  }

  override get message(): string {
    return this.#message;
  }

  get code(): number {
    for (let i = 0; i < numbered.length; i++) if (numbered[i] === this.#name) return i + 1;
    return 0;
  }
}

nameFunction(DOMException, "DOMException");
setLength(DOMException, 0);
tag(DOMException.prototype, "DOMException");
show(DOMException.prototype, ["name", "message", "code"]);
