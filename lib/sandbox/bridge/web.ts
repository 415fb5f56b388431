import type { Topic } from "./bridge.ts";

export const answerRandom: Topic = () => {
  throw new TypeError("not asked yet");
};

export const answerUrl: Topic = () => {
  throw new TypeError("not asked yet");
};
