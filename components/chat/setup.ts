/** What the page is told by the server before anything is asked. */
export interface ChatSetup {
  /** Shown as starter questions on an empty chat. */
  starters: string[];
  /** The models one can ask; the first is the default. */
  models: ModelChoice[];
  /** The longest question, in characters. */
  maxQuestionChars: number;
  /** Whether the server knew the browser by its cookie when it made the page. */
  known: boolean;
  /** What may still be asked. */
  allowance: Allowance;
}

/** What a visitor may still do here; null of what is not limited. */
export interface Allowance {
  /** Questions, and programs run by hand. */
  requests: Share | null;
  /** In US dollars. */
  money: Share | null;
}

export interface Share {
  left: number;
  of: number;
  /** When there is more, in milliseconds since the epoch. */
  returnsAt: number;
}

export interface ModelChoice {
  id: string;
  name: string;
  provider: string;
  /** Its answers are written in advance. */
  demo: boolean;
  /** Who reviews its programs. */
  reviewer: string;
}
