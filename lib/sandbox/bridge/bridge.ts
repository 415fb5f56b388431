/** Answers one kind of question. Both are plain JSON; what it throws is told to the guest as an error of its own. */
export type Topic = (question: unknown) => unknown;

/**
 * The only way in which a guest asks the host for something: text in, text out, and pure functions behind it. No object of
 * the host ever reaches a guest, and no text of a guest is ever more than data here.
 */
export interface Bridge {
  /** Gives `{ "ok": answer }` or `{ "error": [name, message] }` as JSON text. Never throws. */
  ask(topic: string, question: string): string;
}

/** A question or an answer longer than this, in UTF-16 units, is a RangeError of the guest. */
const maxChars = 4 * 1024 * 1024;

/** The names of errors that may be told; any other is told as an Error. */
const errorNames = new Set(["Error", "RangeError", "TypeError", "SyntaxError", "URIError", "DOMException"]);

export function createBridge(topics: Readonly<Record<string, Topic>>): Bridge {
  const byName = new Map(Object.entries(topics));
  return {
    ask(name, question) {
      try {
        const topic = byName.get(name);
        if (!topic) throw new TypeError("there is nobody to ask");
        if (question.length > maxChars) throw new RangeError("the text is too long");
        const answer = JSON.stringify({ ok: topic(JSON.parse(question)) ?? null });
        if (answer.length > maxChars) throw new RangeError("the answer is too long");
        return answer;
      } catch (error) {
        const { name: kind, message } = error instanceof Error ? error : new Error(String(error));
        return JSON.stringify({ error: [errorNames.has(kind) ? kind : "Error", message] });
      }
    },
  };
}
