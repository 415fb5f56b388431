import type { KeyboardEvent } from "react";
import { type Reader, writeNumber } from "#components/value";

/** Enter sends, as in every chat; Shift and Enter break the line. */
export function submitOnEnter(event: KeyboardEvent<HTMLTextAreaElement>): void {
  // Enter also ends a composition; Safari reports that one by its old key code only.
  if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229)
    return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}

/** How long a question is, beside how long it may be. */
export function countChars(text: string, maxChars: number, reader: Reader): string {
  return `${writeNumber(text.length, reader)} of ${writeNumber(maxChars, reader)} characters`;
}
