import { ScrollBox } from "#components/ui";
import type { Printed } from "./frame.tsx";

const levelColours = {
  debug: "text-quiet",
  log: "",
  info: "",
  warn: "text-unavailable",
  error: "text-unsafe",
};

/** What a document printed, below it. */
export function FrameConsole({ printed: { lines, more } }: { printed: Printed }) {
  if (lines.length === 0) return null;
  return (
    <section className="mt-1">
      <h4 className="font-sans text-xs text-quiet">Printed by the prototype</h4>
      <ScrollBox label="Console of the prototype" className="max-h-48">
        <ol className="font-mono text-[0.8125rem] leading-[1.6]">
          {lines.map(({ level, text }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added at the end.
            <li key={index} className={`whitespace-pre-wrap [overflow-wrap:anywhere] ${levelColours[level]}`}>
              {level !== "log" && <span className="font-sans text-xs font-semibold">{level} </span>}
              {text}
            </li>
          ))}
        </ol>
        {more && <p className="py-1.5 font-sans text-xs text-quiet">There was more, which is not shown.</p>}
      </ScrollBox>
    </section>
  );
}
