/** A sentence for a model that wrote something else than a program; null when nothing speaks for it. Takes linear time. */
export function foreignLanguage(text: string): string | null {
  const start = text.trimStart();
  if (/^<(!doctype|html|head|body|div|svg|script|style|p|table)\b/i.test(start)) return say("HTML");
  if (text.split(/[\n\r\u2028\u2029]/).some((line) => isPython(line.trim()))) return say("Python");
  if (isJson(start)) return say("JSON");
  if (/(return|=>|\(|=)\s*<[A-Za-z][\w.]*[\s/>]/.test(text) || /<\/[A-Za-z][\w.]*>/.test(text))
    return say("JSX");
  return null;
}

/** Said of a text in a Markdown fence, which is JavaScript too, of no use: a call of an empty text. */
export const fenced = "Write the program alone, without a Markdown fence.";

export function isFenced(text: string): boolean {
  return text.trimStart().startsWith("```");
}

function say(language: string): string {
  return `This looks like ${language}; write JavaScript.`;
}

/** Whether a line says what only Python says. No expression here has two parts that could take the same characters. */
function isPython(line: string): boolean {
  if (/^(elif |from [\w.]+ import |import \w+( as \w+)?$)/.test(line)) return true;
  if (/^def \w+\(/.test(line)) {
    const close = line.indexOf(")");
    return close >= 0 && line.includes(":", close);
  }
  if (isComprehension(line)) return true;
  if (line.startsWith("print ")) return /["']/.test(line);
  if (!line.endsWith(":")) return false;
  return (
    /^(class \w|if .)/.test(line) || (line.startsWith("for ") && line.includes(" in ", "for ".length + 1))
  );
}

/** Such as `[n * n for n in range(3)]`. */
function isComprehension(line: string): boolean {
  const loop = line.indexOf(" for ");
  return (
    loop > 0 && /[[({]/.test(line.slice(0, loop)) && line.includes(" in ", loop + 5) && /[\])}]$/.test(line)
  );
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
