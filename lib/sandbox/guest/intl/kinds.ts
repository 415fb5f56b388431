/** An option, read as text, as a number, as a boolean, or as either text or a boolean. */
export interface Option {
  name: string;
  read: "text" | "number" | "boolean" | "either";
}

const digits = [
  "#minimumIntegerDigits #minimumFractionDigits #maximumFractionDigits #minimumSignificantDigits",
  "#maximumSignificantDigits #roundingIncrement roundingMode roundingPriority trailingZeroDisplay",
];
const date = [
  "localeMatcher calendar numberingSystem ?hour12 hourCycle timeZone weekday era year month day dayPeriod",
  "hour minute second #fractionalSecondDigits timeZoneName formatMatcher dateStyle timeStyle",
];

/** What each kind reads of its options, in the standard's order: `#` a number, `?` a boolean, `*` either. */
const written = {
  NumberFormat: [
    "localeMatcher numberingSystem style currency currencyDisplay currencySign unit unitDisplay notation",
    ...digits,
    "compactDisplay *useGrouping signDisplay",
  ],
  DateTimeFormat: date,
  Collator: ["usage localeMatcher collation ?numeric caseFirst sensitivity ?ignorePunctuation"],
  PluralRules: ["localeMatcher type notation compactDisplay", ...digits],
  RelativeTimeFormat: ["localeMatcher numberingSystem style numeric"],
  ListFormat: ["localeMatcher type style"],
  DisplayNames: ["localeMatcher style type fallback languageDisplay"],
  Segmenter: ["localeMatcher granularity"],
  DurationFormat: [
    "localeMatcher numberingSystem style years yearsDisplay months monthsDisplay weeks weeksDisplay days",
    "daysDisplay hours hoursDisplay minutes minutesDisplay seconds secondsDisplay milliseconds",
    "millisecondsDisplay microseconds microsecondsDisplay nanoseconds nanosecondsDisplay #fractionalDigits",
  ],
  Locale: [
    "language script region variants calendar collation firstDayOfWeek hourCycle caseFirst ?numeric numberingSystem",
  ],
  /** Dates with the defaults of the method of `Date.prototype` of this name. */
  toLocaleString: date,
  toLocaleDateString: date,
  toLocaleTimeString: date,
  /** Asks which locales the class named by the method has. */
  supportedLocalesOf: ["localeMatcher"],
  /** The methods of strings, and the functions of Intl itself. */
  text: [],
};

/** What a question may be about: a class of Intl, or one of the functions that need locales. */
export type Kind = keyof typeof written;

const marks = { "#": "number", "?": "boolean", "*": "either" } as const;

function readOption(mark: string): Option {
  const first = mark[0] as keyof typeof marks;
  return Object.hasOwn(marks, first)
    ? { name: mark.slice(1), read: marks[first] }
    : { name: mark, read: "text" };
}

/** The options of every kind. Both sides read it: the guest to ask, the host to let nothing else in. */
export const options = Object.fromEntries(
  Object.entries(written).map(([kind, lines]) => [
    kind,
    lines
      .join(" ")
      .split(" ")
      .filter((mark) => mark !== "")
      .map(readOption),
  ]),
) as Record<Kind, Option[]>;
