/** Reading and writing a WebAssembly binary, as far as is needed to export one thing more. */

const exportSection = 7;
const tableKind = 1;

/** The same module, with its first table exported under this name. */
export function exportTable(binary: Uint8Array, name: string): Uint8Array<ArrayBuffer> {
  // After the magic number and the version come the sections: an id, a length, the contents.
  let position = 8;
  while (position < binary.length) {
    const length = readLength(binary, position + 1);
    if (binary[position] !== exportSection) {
      position = length.end + length.value;
      continue;
    }
    const count = readLength(binary, length.end);
    const text = new TextEncoder().encode(name);
    const contents = [
      ...writeLength(count.value + 1),
      ...binary.subarray(count.end, length.end + length.value),
      ...[...writeLength(text.length), ...text, tableKind, 0],
    ];
    return Uint8Array.from([
      ...binary.subarray(0, position + 1),
      ...writeLength(contents.length),
      ...contents,
      ...binary.subarray(length.end + length.value),
    ]);
  }
  throw new Error("The engine's module exports nothing.");
}

/** The smallest module that exports what it imports: a function of two pointers and two values of 64 bits. */
const passOn = new WebAssembly.Module(
  Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    // One type: (i32, i64, i64, i32, i32) → nothing.
    ...[1, 9, 1, 0x60, 5, 0x7f, 0x7e, 0x7e, 0x7f, 0x7f, 0],
    // One import of that type, "m" "f", …
    ...[2, 7, 1, 1, 0x6d, 1, 0x66, 0, 0],
    // … exported as it is, as "f".
    ...[7, 5, 1, 1, 0x66, 0, 0],
  ]),
);

/** A function for the engine's table, where only functions that a WebAssembly module exports may stand. */
export function createTableFunction(listener: RejectionCallback): unknown {
  return new WebAssembly.Instance(passOn, { m: { f: listener } }).exports.f;
}

/** `JSHostPromiseRejectionTracker` of the engine's quickjs.h: context, promise, reason, whether handled, opaque. */
export type RejectionCallback = (
  context: number,
  promise: bigint,
  reason: bigint,
  handled: number,
  opaque: number,
) => void;

/** Lengths are in LEB128: seven bits to a byte, the lowest first. */
function readLength(binary: Uint8Array, start: number): { value: number; end: number } {
  let value = 0;
  let end = start;
  for (let shift = 0; ; shift += 7) {
    const byte = binary[end++] ?? 0;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return { value, end };
  }
}

function writeLength(value: number): number[] {
  return value < 0x80 ? [value] : [(value % 0x80) | 0x80, ...writeLength(Math.floor(value / 0x80))];
}
