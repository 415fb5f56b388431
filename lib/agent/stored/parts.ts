import { z } from "zod";
import type { ExecuteCodeInput } from "../execution.ts";
import type { ChatMessage } from "../message.ts";
import { exactly } from "./exactly.ts";
import { executionSchema } from "./execution.ts";
import { isJson } from "./json.ts";
import { nameSchema, textSchema } from "./scalars.ts";

type Part = ChatMessage["parts"][number];

// The forms of parts are the AI SDK's, which adds to them: what is not named here is left out, such as ids of the
// provider's, and does not make a part unreadable.

const text = z.object({
  type: z.literal("text"),
  text: textSchema,
  state: z.enum(["streaming", "done"]).optional(),
});

const stepStart = z.object({ type: z.literal("step-start") });

const inputSchema = exactly<ExecuteCodeInput>()(z.object({ title: textSchema, code: textSchema }));

/** What the model wrote in place of an input may be anything; the SDK's type knows better than the SDK. */
const writtenInput = z.custom<ExecuteCodeInput | undefined>(
  (json) => json === undefined || isJson(json),
  "is nothing that a model can write",
);

const call = { type: z.literal("tool-execute_code"), toolCallId: nameSchema };

const ran = z.object({
  ...call,
  state: z.literal("output-available"),
  input: inputSchema,
  output: executionSchema,
  preliminary: z.boolean().optional(),
});

const executeCode = z.discriminatedUnion("state", [
  z.object({
    ...call,
    state: z.literal("input-streaming"),
    input: writtenInput.optional(),
    rawInput: textSchema.optional(),
  }),
  z.object({ ...call, state: z.literal("input-available"), input: inputSchema }),
  ran,
  z.object({ ...call, state: z.literal("output-error"), input: writtenInput, errorText: textSchema }),
]);

const anyJson = z.custom<unknown>((json) => json === undefined || isJson(json), "is no JSON");

const dynamicCall = { type: z.literal("dynamic-tool"), toolName: nameSchema, toolCallId: nameSchema };

/** A call of a tool that there is not. Nothing of it is shown but its name. */
const otherTool = z.discriminatedUnion("state", [
  z.object({ ...dynamicCall, state: z.literal("input-streaming"), input: anyJson.optional() }),
  z.object({ ...dynamicCall, state: z.literal("input-available"), input: anyJson }),
  z.object({ ...dynamicCall, state: z.literal("output-available"), input: anyJson, output: anyJson }),
  z.object({ ...dynamicCall, state: z.literal("output-error"), input: anyJson, errorText: textSchema }),
]);

/** While it streams, a call of a tool that there is not looks like one of a tool that there is. */
function unmask(part: unknown): unknown {
  const type = part && typeof part === "object" && "type" in part ? part.type : null;
  if (typeof type !== "string" || !type.startsWith("tool-") || type === call.type.value) return part;
  return { ...(part as object), type: "dynamic-tool", toolName: type.slice("tool-".length) };
}

/** A run in a question is one that its author changed and ran. */
export const questionPartSchema = z.discriminatedUnion("type", [text, ran]) satisfies z.ZodType<Part>;

export const answerPartSchema = z.preprocess(
  unmask,
  z.discriminatedUnion("type", [text, stepStart, executeCode, otherTool]),
) satisfies z.ZodType<Part>;
