import { expect, says, test } from "./test.ts";

test.use({ expectedConsoleErrors: [/Cannot read properties of undefined/] });

/** An answer whose one run has a result of a shape that nothing can draw. */
function answerThatCannotBeDrawn(): string {
  const toolCallId = "call-1";
  const toolName = "execute_code";
  const program = { written: "1", code: "1", sha256: "0" };
  const cost = { wallMs: 1, peakMemoryBytes: 1 };
  const result = { status: "completed", value: { $: "array" }, output: [], cost };
  const chunks = [
    { type: "start", messageId: "answer-1" },
    { type: "start-step" },
    { type: "tool-input-available", toolCallId, toolName, input: { title: "Count", code: "1" } },
    {
      type: "tool-output-available",
      toolCallId,
      output: { status: "finished", program, review: null, result },
    },
    { type: "text-start", id: "text-1" },
    { type: "text-delta", id: "text-1", delta: "That was all." },
    { type: "text-end", id: "text-1" },
    { type: "finish-step" },
    { type: "finish" },
  ];
  return [...chunks.map((chunk) => JSON.stringify(chunk)), "[DONE]"]
    .map((data) => `data: ${data}\n\n`)
    .join("");
}

test("a run that cannot be drawn says so, and the chat goes on", async ({ chat, provider }) => {
  await chat.page.route("**/api/chat", (route) =>
    route.fulfill({
      headers: { "content-type": "text/event-stream", "x-vercel-ai-ui-message-stream": "v1" },
      body: answerThatCannotBeDrawn(),
    }),
  );
  await chat.ask("Count");
  await expect(chat.main.getByRole("region", { name: "Run: Count" })).toContainText("could not be drawn");
  await expect(chat.main).toContainText("That was all.");

  await chat.page.unroute("**/api/chat");
  provider.answers(says("Four."));
  await chat.ask("How many s in mississippi?");
  await expect(chat.main).toContainText("Four.");
});
