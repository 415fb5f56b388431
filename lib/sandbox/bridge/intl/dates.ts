/** The methods of `Date.prototype`, which add fields of their own to options that name none. */
type DateMethod = "toLocaleString" | "toLocaleDateString" | "toLocaleTimeString";

const dateFields = ["weekday", "year", "month", "day"];
const timeFields = ["dayPeriod", "hour", "minute", "second", "fractionalSecondDigits"];
const dateDefaults = { year: "numeric", month: "numeric", day: "numeric" };
const timeDefaults = { hour: "numeric", minute: "numeric", second: "numeric" };

const fields = {
  toLocaleString: { named: [...dateFields, ...timeFields], defaults: { ...dateDefaults, ...timeDefaults } },
  toLocaleDateString: { named: dateFields, defaults: dateDefaults },
  toLocaleTimeString: { named: timeFields, defaults: timeDefaults },
};

/** A formatter that gives what the method gives, so that a thousand dates do not make a thousand of it. */
export function openDate(
  method: DateMethod,
  locales: string[] | undefined,
  options: object,
): Intl.DateTimeFormat {
  const { named, defaults } = fields[method];
  const names = (name: string) => Object.hasOwn(options, name);
  const isStyled = names("dateStyle") || names("timeStyle");
  // For what it throws when only a date is wanted and a style of time is given.
  if (isStyled) new Date(0)[method](locales, options);
  const isComplete = isStyled || named.some(names);
  return new Intl.DateTimeFormat(locales, isComplete ? options : Object.assign(options, defaults));
}
