import { cutText, type SpecialValue } from "#lib/value";
import { drawnChars } from "./drawn-chars.ts";

type ErrorValue = Extract<SpecialValue, { $: "error" }>;

const maxNameChars = 1_000;
const maxMessageChars = 10_000;

/** An error that is a value: nothing went wrong with the run. What it holds besides is for the tree. */
export function Failure({ error }: { error: ErrorValue }) {
  const { name, message, stack } = error;
  return (
    <div className="text-sm">
      <p className="font-mono text-[0.875rem] whitespace-pre-wrap [overflow-wrap:anywhere]">
        <span className="font-semibold text-unsafe">{cutText(name, maxNameChars)}</span>
        {message !== "" && `: ${cutText(message, maxMessageChars)}`}
      </p>
      {stack && (
        <details className="mt-1">
          <summary className="w-fit cursor-pointer rounded-sm text-xs text-quiet hover:text-ink">
            Stack
          </summary>
          <pre className="max-h-60 overflow-auto pt-1 font-mono text-xs leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]">
            {cutText(stack, drawnChars)}
          </pre>
        </details>
      )}
    </div>
  );
}
