import type { ChatMessage } from "#lib/agent";
import type { Chat } from "../chat-store.ts";
import { escapeInline, escapePlain, fence, quote } from "./escape-markdown.ts";
import { type RecordedRun, readRun } from "./recorded-run.ts";
import { formatTime } from "./run-words.ts";
import { tameMarkdown } from "./tame-markdown.ts";

/** What is written of one result and of one console, in characters; what is cut is counted. */
const maxChars = 20_000;

export type Branch = Pick<Chat, "title" | "createdAt" | "messages" | "unverified">;

/**
 * A branch as Markdown for people. What was said is quoted, so that nothing in it can pass for a heading, a verdict or a
 * result of the document.
 */
export function toMarkdown(chat: Branch, exportedAt: number): string {
  const unverified = new Set(chat.unverified);
  let runs = 0;
  const blocks = [
    [`# ${escapeInline(chat.title) || "Untitled"}`],
    [`A chat of ${formatTime(chat.createdAt)}, exported from Workings on ${formatTime(exportedAt)}.`],
  ];
  for (const message of chat.messages) {
    blocks.push([message.role === "user" ? "## Question" : "## Answer"]);
    if (unverified.has(message.id)) blocks.push(["*Imported, not verified: nobody here vouches for this.*"]);
    for (const part of message.parts) {
      if (part.type === "tool-execute_code") {
        if (message.role === "user") blocks.push([editedByHand]);
        blocks.push(...writeRun(readRun(part, maxChars), ++runs));
      } else blocks.push(writePart(message, part));
    }
    blocks.push(
      ...describeAnswer(message, !unverified.has(message.id)).map((words) => [`*${escapeInline(words)}*`]),
    );
  }
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** A run in a question is its author's. */
const editedByHand = "*Whoever asked changed this program by hand and ran it, for the answer to go on from.*";

function writePart({ role }: ChatMessage, part: ChatMessage["parts"][number]): string[] {
  if (part.type === "text" && part.text.trim() !== "")
    return quote((role === "user" ? escapePlain : tameMarkdown)(part.text.replace(/^\s*\n/, "").trimEnd()));
  if (part.type === "dynamic-tool" || part.type.startsWith("tool-"))
    return ["*The model called a tool that does not exist here.*"];
  return [];
}

function writeRun(run: RecordedRun, number: number): string[][] {
  const { label, words, text } = run.ending;
  return [
    [`### Program ${number}: ${escapeInline(run.title)}`],
    ...(run.written === "" ? [] : [fence(run.written.replace(/\n+$/, ""), "js")]),
    [`**Verdict:** ${escapeInline(run.verdict)}`],
    ...(run.output === null ? [] : [["**Console:**"], fence(run.output, "text")]),
    [`**${label}:** ${escapeInline(words)}`],
    ...(text === null ? [] : [fence(text, "text")]),
  ];
}

/** How an answer ended and, where somebody vouches for that, who gave it. */
function describeAnswer({ role, metadata }: ChatMessage, vouched: boolean): string[] {
  if (role === "user") return [];
  if (!metadata) return [];
  const { status, failure, stepLimitReached, refusalLimitReached, demo, model } = metadata;
  const words: string[] = [];
  if (status === "answering") words.push("This answer was still being given when it was exported.");
  if (status === "stopped") words.push("This answer was stopped before its end.");
  if (status === "failed") words.push(`This answer failed. ${failure?.message ?? "Nobody said why."}`);
  if (stepLimitReached !== null)
    words.push(`The model reached its limit of ${stepLimitReached} steps and answered with what it had.`);
  if (refusalLimitReached !== null)
    words.push(
      `The review let none of ${refusalLimitReached} programs in a row run, so the model had to answer without one.`,
    );
  if (!vouched) return words;
  words.push(
    demo
      ? "Demo: this text was prepared in advance; its programs, reviews and runs are real."
      : `Answered by ${model}.`,
  );
  return words;
}
