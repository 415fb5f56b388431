import { cutText, showHidden } from "#lib/value";
import type { ChatMessage } from "./message.ts";
import { describeOutcome } from "./outcome.ts";

type RunPart = Extract<ChatMessage["parts"][number], { type: "tool-execute_code" }>;

/** As long as a program may be, in UTF-16 units. */
const codeChars = 65_536;

/** What the model is told of a run in a question: one that the person changed and ran, to have it gone on from. */
export function describeEdit(part: RunPart, resultChars: number): string {
  if (part.state !== "output-available") return "The person changed a program. Its record cannot be read.";
  const { program } = part.output;
  const code = cutText(showHidden(program.written), codeChars).toWellFormed();
  const title = cutText(showHidden(part.input.title), 200).toWellFormed();
  return (
    `The person changed the program "${title}" by hand and ran it, in the same sandbox ` +
    "and after a review, as your own programs are. What follows is that program and what came of it. Where it differs from your " +
    `own run, go on from this one, and say what it shows.\n\nThe program as the person changed it:\n${code}\n\n` +
    `What came of it:\n${describeOutcome(part.output, resultChars)}`
  );
}
