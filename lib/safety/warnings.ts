/**
 * Drops two warnings of the AI SDK that every review would bring, and passes all others on: `generateObject` is
 * deprecated in favour of `generateText` with an output, and stays because a verdict is one object of a strict schema
 * and nothing else; and a model that cannot think as little as it is asked to thinks as little as it can.
 */
export function silenceWarnings(): void {
  globalThis.AI_SDK_LOG_WARNINGS ??= ({ warnings }) => {
    for (const warning of warnings) {
      if (warning.type === "deprecated" && warning.setting === "generateObject") continue;
      if ("feature" in warning && warning.feature === "reasoning") continue;
      const of = "feature" in warning ? warning.feature : "setting" in warning ? warning.setting : "";
      console.warn(`The AI SDK warns of something ${warning.type} ${of}`);
    }
  };
}
