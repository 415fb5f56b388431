import { expect, test } from "vitest";
import { type Reader, writeDay, writeMoment, writeNumber } from "#components/value";

const reader = (locale: string, timeZone = "UTC"): Reader => ({ locale, timeZone });
const at = Date.UTC(2026, 10, 21, 22, 5);

test.each([
  ["en-US", "1,234,567.5"],
  ["de-DE", "1.234.567,5"],
  ["fr-FR", "1\u202f234\u202f567,5"],
  ["en-IN", "12,34,567.5"],
  ["ar-EG", "1,234,567.5"],
])("writes a number with the marks of %s and digits that everybody reads", (locale, written) => {
  expect(writeNumber(1_234_567.49, reader(locale), 1)).toBe(written);
});

test.each([
  ["en-US", "November 21, 2026"],
  ["en-GB", "21 November 2026"],
  ["de-DE", "21 November 2026"],
  ["pt-BR", "21 November 2026"],
])("writes a day in English words, in the order of %s", (locale, written) => {
  expect(writeDay(at, reader(locale))).toBe(written);
});

test("tells the time by the clock of where the reader is", () => {
  expect(writeMoment(at, reader("de-DE", "Europe/Berlin"))).toBe("21 Nov 2026, 23:05");
  expect(writeMoment(at, reader("en-US", "America/New_York"))).toMatch(/^Nov 21, 2026, 5:05\sPM$/);
});

test("writes for somebody who reads English in UTC where it is not known who reads", () => {
  expect(writeNumber(12_345)).toBe("12,345");
  expect(writeMoment(at)).toMatch(/^Nov 21, 2026, 10:05\sPM$/);
});
