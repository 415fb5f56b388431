/** Reading and writing a WebAssembly binary, as far as the engine's module has to be changed. */

const importSection = 2;
const exportSection = 7;
const tableKind = 1;
const memoryKind = 2;

/** The same module, with its first table exported under this name. */
export function exportTable(binary: Uint8Array, name: string): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(name);
  return replaceSection(binary, exportSection, (contents) => {
    const count = readLength(contents, 0);
    return [
      ...writeLength(count.value + 1),
      ...contents.subarray(count.end),
      ...[...writeLength(text.length), ...text, tableKind, 0],
    ];
  });
}

/** The same module, satisfied with an imported memory of so many pages. */
export function setMemoryMinimum(binary: Uint8Array, pages: number): Uint8Array<ArrayBuffer> {
  return replaceSection(binary, importSection, (contents) => {
    const count = readLength(contents, 0);
    let end = count.end;
    for (let i = 0; i < count.value; i++) {
      for (let names = 0; names < 2; names++) {
        const length = readLength(contents, end);
        end = length.end + length.value;
      }
      const kind = contents[end++];
      // What follows for a memory: whether it has a maximum, the minimum, the maximum.
      if (kind === memoryKind)
        return [
          ...contents.subarray(0, end + 1),
          ...writeLength(pages),
          ...contents.subarray(readLength(contents, end + 1).end),
        ];
      // For a function: the number of its type. The engine imports nothing else.
      end = readLength(contents, end).end;
    }
    throw new Error("The engine's module imports no memory.");
  });
}

function replaceSection(
  binary: Uint8Array,
  id: number,
  change: (contents: Uint8Array) => number[],
): Uint8Array<ArrayBuffer> {
  // After the magic number and the version come the sections: an id, a length, the contents.
  let position = 8;
  while (position < binary.length) {
    const length = readLength(binary, position + 1);
    const end = length.end + length.value;
    if (binary[position] === id) {
      const contents = change(binary.subarray(length.end, end));
      const section = [id, ...writeLength(contents.length), ...contents];
      const changed = new Uint8Array(position + section.length + binary.length - end);
      changed.set(binary.subarray(0, position));
      changed.set(section, position);
      changed.set(binary.subarray(end), position + section.length);
      return changed;
    }
    position = end;
  }
  throw new Error("The engine's module lacks a section.");
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
