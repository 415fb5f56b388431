import { groupDigits } from "./group-digits.ts";

interface NumberTextProps {
  /** As JavaScript writes it. */
  text: string;
  locale: string;
  /** Digits before the point from which they are grouped. */
  from?: number | undefined;
}

/**
 * A number as its reader groups it. The marks are drawn by the style sheet and belong to no text: what is selected, copied
 * or searched for are the program's own digits.
 */
export function NumberText({ text, locale, from }: NumberTextProps) {
  const digits = groupDigits(text, locale, from);
  if (digits.length === 1) return text;
  let at = 0;
  return digits.map((piece) => {
    const key = at;
    at += piece.text.length;
    if (piece.mark === "") return piece.text;
    return (
      <span key={key} data-mark={piece.mark} className="before:content-[attr(data-mark)]">
        {piece.replaced ? (
          <span aria-hidden="true" className="text-[0px]">
            {piece.text}
          </span>
        ) : (
          piece.text
        )}
      </span>
    );
  });
}
