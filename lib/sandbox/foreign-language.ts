/** A sentence for a model that wrote something else than a program; null when nothing speaks for it. */
export function foreignLanguage(text: string): string | null {
  const start = text.trimStart();
  if (/^<(!doctype|html|head|body|div|svg|script|style|p|table)\b/i.test(start)) return say("HTML");
  if (
    /^\s*(def \w+\(.*\).*:|from [\w.]+ import |import \w+( as \w+)?\s*$|elif |print .*["']|class \w+.*:\s*$|for .+ in .+:\s*$|if .+:\s*$)/m.test(
      text,
    )
  )
    return say("Python");
  if (isJson(start)) return say("JSON");
  if (/(return|=>|\(|=)\s*<[A-Za-z][\w.]*[\s/>]/.test(text) || /<\/[A-Za-z][\w.]*>/.test(text))
    return say("JSX");
  if (/^```/.test(start)) return "Write the program alone, without a Markdown fence.";
  return null;
}

function say(language: string): string {
  return `This looks like ${language}; write JavaScript.`;
}

function isJson(text: string): boolean {
  if (!/^[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
