import type { Methods } from "./subjects.ts";

/** What newer hosts give by a method, older ones by a getter. */
interface LocaleInfo extends Intl.Locale {
  firstDayOfWeek?: string;
  variants?: string;
}

export const localeMethods: Methods<LocaleInfo> = {
  toString: (locale: Intl.Locale) => locale.toString(),
  maximize: (locale) => locale.maximize().toString(),
  minimize: (locale) => locale.minimize().toString(),
  language: (locale) => locale.language,
  script: (locale) => locale.script,
  region: (locale) => locale.region,
  variants: (locale) => locale.variants,
  baseName: (locale) => locale.baseName,
  calendar: (locale) => locale.calendar,
  caseFirst: (locale) => locale.caseFirst,
  collation: (locale) => locale.collation,
  firstDayOfWeek: (locale) => locale.firstDayOfWeek,
  hourCycle: (locale) => locale.hourCycle,
  numeric: (locale) => locale.numeric,
  numberingSystem: (locale) => locale.numberingSystem,
  getCalendars: (locale) => locale.getCalendars(),
  getCollations: (locale) => locale.getCollations(),
  getHourCycles: (locale) => locale.getHourCycles(),
  getNumberingSystems: (locale) => locale.getNumberingSystems(),
  getTimeZones: (locale) => locale.getTimeZones(),
  getTextInfo: (locale) => locale.getTextInfo(),
  getWeekInfo: (locale) => locale.getWeekInfo(),
};
