// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
import { typeError } from "../arguments.ts";
import * as js from "../intrinsics.ts";
import { clone, type Memory, refuse } from "./clone.ts";
import { DOMException } from "./dom-exception.ts";

/** Clones a buffer or a view. Views of one buffer stay views of one. */
export function cloneBinary(value: object, base: string, memory: Memory): object {
  switch (base) {
    case "ArrayBuffer":
      return cloneBuffer(value as ArrayBuffer);
    case "SharedArrayBuffer":
      // There is nobody here to share it with, so it is the same.
      js.sharedBufferLength(value);
      return value;
    case "DataView": {
      const buffer = clone(js.viewBuffer(value), memory) as ArrayBuffer;
      return new js.SavedDataView(buffer, js.viewOffset(value), js.viewLength(value));
    }
    default: {
      const View = js.mapGet(js.typedArrays, js.typedArrayName(value)) as typeof Uint8Array | undefined;
      if (!View) throw new js.SavedTypeError("not a typed array");
      const offset = js.typedArrayOffset(value);
      const length = js.typedArrayLength(value);
      return new View(clone(js.typedArrayBuffer(value), memory) as ArrayBuffer, offset, length);
    }
  }
}

function cloneBuffer(buffer: ArrayBuffer): ArrayBuffer {
  const length = js.bufferLength(buffer);
  if (js.bufferDetached(buffer)) throw refuse("An ArrayBuffer is detached and");
  const copy = new js.SavedArrayBuffer(length);
  js.copyInto(new js.SavedBytes(copy), new js.SavedBytes(buffer));
  return copy;
}

/** The buffers that the option `transfer` names; null when there is none. */
export function readTransfer(transfer: unknown): ArrayBuffer[] | null {
  if (transfer === undefined) return null;
  if (typeof transfer !== "object" || transfer === null || !(js.iteratorKey in transfer))
    throw typeError(
      "Failed to execute 'structuredClone': transfer in Options cannot be converted to sequence.",
      "ERR_INVALID_ARG_TYPE",
    );
  const buffers = js.arrayFrom(transfer as Iterable<unknown>) as ArrayBuffer[];
  const seen = new js.SavedMap<object, boolean>();
  for (let i = 0; i < buffers.length; i++) {
    const buffer = buffers[i] as ArrayBuffer;
    if (!js.isObject(buffer))
      throw typeError(
        "Failed to execute 'structuredClone': transfer in Options[" + i + "] is not an object.",
        "ERR_INVALID_ARG_TYPE",
      );
    if (!isBuffer(buffer)) throw dataCloneError("Found invalid value in transferList.");
    if (js.mapGet(seen, buffer)) throw dataCloneError("Transfer list contains duplicate ArrayBuffer");
    if (js.bufferDetached(buffer)) throw refuse("An ArrayBuffer is detached and");
    js.mapSet(seen, buffer, true);
  }
  return buffers;
}

function isBuffer(value: unknown): boolean {
  try {
    js.bufferLength(value);
    return true;
  } catch {
    return false;
  }
}

function dataCloneError(message: string): DOMException {
  return new DOMException(message, "DataCloneError");
}
