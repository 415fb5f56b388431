import { createHash } from "node:crypto";
import type { Limits } from "./limits.ts";
import type { Prepared, Program, Source } from "./program.ts";
import type { Reader } from "./reader.ts";

/** Every program made here, with what the engine must be told besides its code. */
const sources = new WeakMap<Program, Source>();

/** Has a program read, elsewhere: a text may burden or break who reads it. Never rejects. */
export async function prepareProgram(written: string, reader: Reader, limits: Limits): Promise<Prepared> {
  const unreadable = { written, code: null, sha256: null };
  const limit = limits.programBytes;
  if (Buffer.byteLength(written) > limit)
    return { ok: false, program: unreadable, result: { status: "refused", reason: "too-long", limit } };
  const read = await reader.read(written);
  if (!read.ok) return { ok: false, program: unreadable, result: read.result };
  const { source, sha256 } = read;
  const program: Program = Object.freeze({ written, code: source.code, sha256 });
  sources.set(program, source);
  return { ok: true, program };
}

/**
 * What runs of a program. A look-alike object has never been read by the parser, whatever it says; and where a SHA-256 is
 * expected, it is compared with that of the very string the engine will get.
 */
export function sourceOf(program: Program, expectedSha256?: string): Source {
  const source = sources.get(program);
  if (!source) throw new TypeError("run takes only a program that prepare made");
  if (expectedSha256 !== undefined && hash(source.code) !== expectedSha256)
    throw new TypeError("run was given another program than the one expected: their SHA-256 differ");
  return source;
}

function hash(code: string): string {
  return createHash("sha256").update(code).digest("hex");
}
