import type { FixtureResponse } from "@copilotkit/aimock";

/** What the provider does with one request. */
export interface Turn {
  response: FixtureResponse;
  interruption?: Interruption | undefined;
}

/** Something that happens to an answer on its way. */
export type Interruption = Hold | HangUp;

/** The answer waits once `after` has been streamed, or before its first byte when that is null. */
export interface Hold {
  kind: "hold";
  after: string | null;
  /** Settles when the answer has come so far. */
  reached: Promise<void>;
  onReach: () => void;
  released: Promise<void>;
  release: () => void;
}

/** The connection ends once `after` has been streamed. */
export interface HangUp {
  kind: "hang-up";
  after: string;
}

/** `after` is matched in the streamed text; in a program line breaks and quotes are escaped, as in any JSON. */
export function holdAfter(after: string | null): Hold {
  const reached = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  return {
    kind: "hold",
    after,
    reached: reached.promise,
    onReach: reached.resolve,
    released: released.promise,
    release: released.resolve,
  };
}

export const holdBeforeAnswer = () => holdAfter(null);

export const hangUpAfter = (after: string): HangUp => ({ kind: "hang-up", after });

/** The model says something. */
export function says(content: string, interruption?: Interruption): Turn {
  return { response: { content }, interruption };
}

/** The model calls `execute_code`. */
export function writes(title: string, code: string, interruption?: Interruption): Turn {
  const call = { name: "execute_code", arguments: JSON.stringify({ title, code }) };
  return { response: { toolCalls: [call] }, interruption };
}

/** The model calls something with arguments of any kind. */
export function calls(name: string, args: string): Turn {
  return { response: { toolCalls: [{ name, arguments: args }] } };
}

/** The reviewer lets the program run. */
export function approves(reason = "It only computes.", interruption?: Interruption): Turn {
  return answersReview({ effects: "Computes.", category: "none", safe: true, reason }, interruption);
}

/** The reviewer does not. */
export function refuses(reason: string, category = "host_access"): Turn {
  return answersReview({ effects: "Reaches outside.", category, safe: false, reason });
}

/** The reviewer answers whatever it likes. */
export function answersReview(answer: unknown, interruption?: Interruption): Turn {
  return { response: { content: JSON.stringify(answer) }, interruption };
}

/** The provider refuses the request. */
export function fails(status: number, message = "Scripted failure."): Turn {
  return { response: { error: { message, type: "scripted" }, status } };
}
