import type { Value } from "#lib/value";

/** The values that the reader wants to see as text, by what they hold: a value that is drawn again is another object. */
const chosen = new Set<string>();

export function isRawChosen(value: Value): boolean {
  return chosen.size > 0 && chosen.has(fingerprint(value));
}

export function chooseRaw(value: Value, raw: boolean): void {
  if (raw) chosen.add(fingerprint(value));
  else chosen.delete(fingerprint(value));
}

/** Of two values with the same one, the worst is that both are shown as text. */
function fingerprint(value: Value): string {
  const text = JSON.stringify(value);
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return `${text.length}:${hash}`;
}
