/** How long a browser may take to begin to save, in milliseconds. */
const keptMs = 60_000;

/** Hands a text to the browser, which keeps it where it keeps downloads. */
export function saveText(name: string, type: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), keptMs);
}
