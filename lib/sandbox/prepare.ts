import { createHash } from "node:crypto";
import { normaliseAnswer } from "./answer.ts";
import type { Limits } from "./limits.ts";
import { blankComments, parseProgram } from "./parse.ts";
import type { Prepared, Program, Source } from "./program.ts";
import type { Failed, GuestError } from "./run-result.ts";

/** Every program made here, with what the engine must be told besides its code. */
const sources = new WeakMap<Program, Source>();

/** Reads a program; never throws. */
export function prepareProgram(written: string, limits: Limits): Prepared {
  const unreadable = { written, code: null, sha256: null };
  if (Buffer.byteLength(written) > limits.programBytes)
    return { ok: false, program: unreadable, result: { status: "refused", reason: "too-long" } };
  const parsed = parseProgram(written);
  if (!parsed.ok) return { ok: false, program: unreadable, result: failed(parsed.error) };
  const source = normaliseAnswer(blankComments(parsed.code, parsed.comments), parsed.ast);
  const sha256 = createHash("sha256").update(source.code).digest("hex");
  const program: Program = Object.freeze({ written, code: source.code, sha256 });
  sources.set(program, source);
  return { ok: true, program };
}

/** What runs of a program. A look-alike object has never been read by the parser, whatever it says. */
export function sourceOf(program: Program): Source {
  const source = sources.get(program);
  if (!source) throw new TypeError("run takes only a program that prepare made");
  return source;
}

function failed(error: GuestError): Failed {
  return { status: "failed", error, output: [], cost: { wallMs: 0, peakMemoryBytes: 0 } };
}
