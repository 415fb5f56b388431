import { describe, expect, it } from "vitest";
import { partsVersion, readMessage } from "#lib/agent";
import { createSandbox } from "#lib/sandbox";
import { reviews, setStage } from "../fakes.ts";
import { conversation, overJson } from "./messages.fixture.ts";

const read = (json: unknown) => readMessage(json, partsVersion);

describe("a message that is read again", () => {
  it.each(conversation.map((message) => [message.id, message] as const))(
    "is the same as before (%s)",
    (_, message) => {
      expect(read(overJson(message))).toEqual({ ok: true, message: overJson(message) });
    },
  );

  it("has what real programs return, of whatever kind", async () => {
    const sandbox = createSandbox({ workers: 1 });
    const code = `
      class Point { constructor() { this.x = 1; this.self = this } }
      let deep = {}; for (let i = 0; i < 200; i++) deep = [{ deep }, new Map([[deep, 1]])];
      const sparse = [1, , 3]; sparse.length = 10_000;
      const odd = Object.fromEntries([["$", 1], ["constructor", 2], ["a", -0]]);
      Object.defineProperty(odd, "__proto__", { value: 3, enumerable: true });
      console.log("%o", deep, odd); console.table([odd]); display(new Set([sparse]));
      const result = [undefined, NaN, 10n ** 50n, Symbol(), Symbol("s"), Point, () => 1, new Date(0), new Date(NaN),
        /a/g, new AggregateError([new TypeError("x", { cause: deep })]), new Point(), odd, sparse, deep, Promise.resolve(),
        new Uint8Array(5_000), new ArrayBuffer(4), Object("boxed"), "x".repeat(400_000), Array(100_000).fill(null),
        { get boom() { throw new Error("boom") } }, new URL("https://example.com/?a=1"), "\\ud800\\u0000"]; result`;
    const prepared = await sandbox.prepare(code);
    if (!prepared.ok) throw new Error("The program could not be read.");
    const { ask } = setStage({
      turns: [{ call: { title: "Everything", code } }, { say: "Done." }],
      prepare: async () => prepared,
      run: sandbox.run,
      review: async ({ sha256 }) => ({ ...reviews.safe, codeSha256: sha256 }),
    });
    const { message } = await ask();
    await sandbox.close();
    expect(JSON.stringify(message)).toContain('"status":"completed"');
    expect(read(overJson(message))).toEqual({ ok: true, message: overJson(message) });
  });

  it("leaves out what the provider said of its parts for itself", () => {
    const providerMetadata = { openai: { itemId: "item-77" } };
    const text = { type: "text", text: "It is 42.", providerMetadata };
    const message = { id: "answer-1", role: "assistant", parts: [text] };
    expect(read(message)).toEqual({
      ok: true,
      message: { ...message, parts: [{ type: "text", text: "It is 42." }] },
    });
  });

  it("names a tool that there is not, also in a call that was still being written", () => {
    const part = { type: "tool-browse", toolCallId: "1", state: "input-streaming" };
    expect(read({ id: "answer-1", role: "assistant", parts: [part] })).toMatchObject({
      message: { parts: [{ type: "dynamic-tool", toolName: "browse", state: "input-streaming" }] },
    });
  });
});
