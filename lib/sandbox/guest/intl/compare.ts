// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
import * as js from "../intrinsics.ts";
import { answer, type Subject } from "./question.ts";

/**
 * Texts that were compared in one way, by their rank in that order; -1 where it is not known yet. A sort compares the same
 * texts a dozen times: once the host has told their ranks, they need no more questions. Ranks say the same as a comparison
 * does, since a collation orders texts by keys that each text has by itself (UTS #10).
 */
interface Order {
  about: Subject;
  ranks: Map<string, number>;
  /** The texts as JSON, in the order of `ranks`. */
  texts: string;
  /** Comparisons that had to be asked since they were ranked. */
  asked: number;
}

/** Texts longer than this, in UTF-16 units, are not remembered. */
const maxTextChars = 200;
/** Of all remembered texts as JSON. Beyond one of these they are forgotten and it begins anew. */
const maxTotalChars = 1024 * 1024;
const maxTexts = 50_000;
const minAsked = 64;

/** One is enough: a sort compares in one way. */
let order: Order = createOrder("");

function createOrder(about: Subject): Order {
  return { about, ranks: new js.SavedMap(), texts: "", asked: 0 };
}

/** -1, 0 or 1. */
export function compareTexts(about: Subject, one: string, other: string): number {
  if (one === other) return 0;
  if (order.about !== about || isFull()) order = createOrder(about);
  const rank = rankOf(one);
  const otherRank = rankOf(other);
  if (rank >= 0 && otherRank >= 0) return rank < otherRank ? -1 : rank > otherRank ? 1 : 0;
  order.asked++;
  if (order.asked >= minAsked && order.asked * 2 >= js.mapSize(order.ranks)) rankTexts();
  return answer(about, "compare", js.stringify(one), js.stringify(other));
}

function isFull(): boolean {
  return order.texts.length > maxTotalChars || js.mapSize(order.ranks) > maxTexts;
}

function rankOf(text: string): number {
  const known = js.mapGet(order.ranks, text) as number | undefined;
  if (known !== undefined) return known;
  if (text.length > maxTextChars) return -1;
  js.mapSet(order.ranks, text, -1);
  order.texts += (order.texts === "" ? "" : ",") + js.stringify(text);
  return -1;
}

function rankTexts(): void {
  const told = answer<number[]>(order.about, "rank", "[" + order.texts + "]");
  const entries = js.mapEntries(order.ranks);
  for (let i = 0; i < told.length; i++)
    js.mapSet(order.ranks, (js.mapNext(entries).value as [string, number])[0], told[i]);
  order.asked = 0;
}
