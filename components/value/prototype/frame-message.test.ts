import { expect, it } from "vitest";
import { readFrameMessage } from "./frame-message.ts";

it.each([
  [{ kind: "begun" }],
  [{ kind: "height", height: 120 }],
  [{ kind: "line", level: "warn", text: "<b>text</b>" }],
])("reads %j", (message) => {
  expect(readFrameMessage({ workings: message })).toEqual(message);
});

it.each([
  [null],
  ["begun"],
  [{ kind: "begun" }],
  [{ workings: { kind: "height", height: Number.POSITIVE_INFINITY } }],
  [{ workings: { kind: "height", height: -1 } }],
  [{ workings: { kind: "height", height: "100vh" } }],
  [{ workings: { kind: "line", level: "fatal", text: "a" } }],
  [{ workings: { kind: "line", level: "log", text: { toString: "a" } } }],
  [{ workings: Object.create({ kind: "begun" }) }],
])("takes %j for no message", (data) => {
  expect(readFrameMessage(data)).toBeNull();
});

it("cuts a line that is too long, and leaves no half of a character", () => {
  const message = readFrameMessage({
    workings: { kind: "line", level: "log", text: `a${"😀".repeat(5_000)}` },
  });
  expect(message).toMatchObject({ kind: "line" });
  const text = message?.kind === "line" ? message.text : "";
  expect(text).toHaveLength(2_000);
  expect(text.isWellFormed()).toBe(true);
});
