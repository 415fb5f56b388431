import { listChanges, type Passage } from "./list-changes.ts";
import { ScrollBox } from "./scroll-box.tsx";

const looks = {
  same: { sign: " ", word: null, className: "" },
  added: { sign: "+", word: "Added: ", className: "bg-safe/12" },
  removed: { sign: "−", word: "Removed: ", className: "bg-unsafe/12" },
};

interface ChangesProps {
  before: string;
  after: string;
  /** Names the box for those who reach it by keyboard. */
  label: string;
}

/** Each line with a sign of its own, so that nothing depends on colour. */
export default function ChangedLines({ before, after, label }: ChangesProps) {
  const passages = listChanges(before, after);
  if (passages.length === 0) return <p className="text-sm text-quiet">There is no difference.</p>;
  return (
    <ScrollBox label={label} className="bg-sheet py-2 font-mono text-[0.8125rem] leading-[1.6]">
      <pre className="w-max min-w-full">
        <code>
          {passages.map((passage) => (
            <PassageLines key={`${passage.kind} ${passage.at}`} passage={passage} />
          ))}
        </code>
      </pre>
    </ScrollBox>
  );
}

function PassageLines({ passage }: { passage: Passage }) {
  if (passage.kind === "skipped")
    return (
      <span className="block px-3 font-sans text-xs leading-loose text-quiet">
        {passage.count === 1 ? "1 line" : `${passage.count} lines`} unchanged{"\n"}
      </span>
    );
  const { sign, word, className } = looks[passage.kind];
  return passage.lines.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name, and do not move.
    <span key={index} className={`block px-3 ${className}`}>
      {word !== null && <span className="sr-only">{word}</span>}
      <span aria-hidden="true" className="inline-block w-[2ch] select-none">
        {sign}
      </span>
      {line}
      {"\n"}
    </span>
  ));
}
