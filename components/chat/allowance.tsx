import { useEffect, useEffectEvent, useRef, useState } from "react";
import { ChevronRightIcon } from "#components/ui";
import { type Reader, useReader, writeNumber } from "#components/value";
import { chatRequests } from "./requests.ts";
import type { Allowance, Share } from "./setup.ts";

interface AllowanceLineProps {
  /** As it stood when the server made the page. */
  initial: Allowance;
  /** Whether an answer is under way, and what was last refused: each time that changes something may be used up. */
  live: boolean;
  trouble: unknown;
}

/** What one may still ask here in a word, with the rest and the times when there is more a click away. Nothing where nothing is limited. */
export function AllowanceLine({ initial, live, trouble }: AllowanceLineProps) {
  const allowance = useAllowance(initial, live, trouble);
  const reader = useReader();
  // Times of day are the reader's, which the server does not know.
  const [open, setOpen] = useState(false);
  const { requests, money } = allowance;
  const lines = [
    requests && `${writeShare(requests, "", reader)} questions and programs ${writeUntil(requests, reader)}`,
    money && `${writeShare(money, "$", reader)} for models ${writeUntil(money, reader)}`,
  ].filter((line) => line !== null);
  if (lines.length === 0) return null;
  const isOut = requests?.left === 0 || money?.left === 0;
  return (
    <details
      className="group/allowance text-xs text-quiet"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary
        className={`flex w-fit cursor-pointer items-center gap-1 rounded-sm hover:text-ink pointer-coarse:py-2 ${isOut ? "text-unavailable" : ""}`}
      >
        <span suppressHydrationWarning>{summarise(allowance, reader)}</span>
        <span className="group-open/allowance:rotate-90">
          <ChevronRightIcon />
        </span>
      </summary>
      {open && (
        <ul className="mt-1 mb-1 tabular-nums">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </details>
  );
}

function summarise({ requests, money }: Allowance, reader: Reader): string {
  if (requests?.left === 0) return `No questions left ${writeUntil(requests, reader)}`;
  if (money?.left === 0) return `No money left for models ${writeUntil(money, reader)}`;
  if (requests === null) return "What is left";
  return requests.left === 1 ? "1 question left" : `${writeNumber(requests.left, reader)} questions left`;
}

function writeShare({ left, of }: Share, unit: string, reader: Reader): string {
  // Of less than a cent nothing can be asked.
  const write = (amount: number) =>
    unit + (unit === "" ? writeNumber(amount, reader) : (Math.floor(amount * 100) / 100).toFixed(2));
  return `${write(left)} of ${write(of)}`;
}

/** With its date where that is not today. */
function writeUntil({ returnsAt }: Share, { locale, timeZone }: Reader): string {
  const at = new Date(returnsAt);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone }).format(at);
  const isToday = day.format(at) === day.format(new Date());
  return `until ${isToday ? time : `${time} on ${day.format(at)}`}`;
}

/** Looks again when something was asked, ended or refused, when there is more, and when the reader comes back. */
function useAllowance(initial: Allowance, live: boolean, trouble: unknown): Allowance {
  const [allowance, setAllowance] = useState(initial);
  const isFirst = useRef(true);
  const refresh = useEffectEvent(async () => {
    const read = await chatRequests.readAllowance();
    // What cannot be read stays as it was; the next question is told.
    if (read !== null) setAllowance(read);
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of these is an occasion.
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else void refresh();
  }, [live, trouble]);

  const next = Math.min(
    ...[allowance.requests, allowance.money].map((share) => share?.returnsAt ?? Infinity),
  );
  useEffect(() => {
    const inMs = Math.max(0, next - Date.now()) + graceMs;
    const timer = inMs < longestMs ? setTimeout(() => void refresh(), inMs) : undefined;
    const lookWhenSeen = () => {
      if (document.visibilityState === "visible") void refresh();
    };
    document.addEventListener("visibilitychange", lookWhenSeen);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", lookWhenSeen);
    };
  }, [next]);

  return allowance;
}

/** The server's clock may be behind, in milliseconds. */
const graceMs = 2_000;

/** Timers bear no more than 24.8 days, in milliseconds; no page stands open for one. */
const longestMs = 24 * 60 * 60 * 1_000;
