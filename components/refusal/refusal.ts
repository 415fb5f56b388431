/** The server was reached and did not do it. The message is for the reader. */
export class RefusalError extends Error {
  readonly status: number;
  /** The server's own name for the reason; null where something between the page and it answered. */
  readonly code: string | null;

  constructor(status: number, code: string | null, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** What an answer that is no success says. */
export function readRefusal(status: number, text: string): RefusalError {
  try {
    const { code, message } = JSON.parse(text).error;
    if (typeof message === "string" && message !== "")
      return new RefusalError(status, typeof code === "string" ? code : null, message);
  } catch {
    // Something between the page and the server answered in its own format.
  }
  return new RefusalError(status, null, `The server answered with status ${status} and no explanation.`);
}
