/** Characters that show nothing of themselves, or move what stands beside them: two names that differ only by them look alike. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|(?! )\p{Zs}|^ | $/gu;

/** A key as it is, and what cannot be seen in it as its code; a key of nothing as two quotes. */
export function showName(name: string): string {
  if (name === "") return '""';
  return name.replace(unseen, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);
}
