import { describe, expect, it } from "vitest";
import { createCalendar, groupByDay } from "./days.ts";

const at = (time: string) => Date.parse(time);

function chatAt(time: string) {
  return { id: time, title: time, createdAt: at(time), updatedAt: at(time), shared: false };
}

function namesOf(times: string[], now: string, timeZone = "UTC") {
  return groupByDay(times.map(chatAt), createCalendar(timeZone, at(now))).map(
    ({ name, chats }) => `${name}: ${chats.map(({ title }) => title.slice(0, 10)).join(" ")}`,
  );
}

describe("the list of chats by day", () => {
  it("has today, yesterday, the weekdays of a week, then months", () => {
    const times = [
      "2026-11-21T09:00Z",
      "2026-11-21T00:00Z",
      "2026-11-20T23:59Z",
      "2026-11-19T12:00Z",
      "2026-11-15T12:00Z",
      "2026-11-14T12:00Z",
      "2026-11-01T12:00Z",
      "2026-10-31T12:00Z",
      "2025-10-31T12:00Z",
    ];
    expect(namesOf(times, "2026-11-21T10:00Z")).toEqual([
      "Today: 2026-11-21 2026-11-21",
      "Yesterday: 2026-11-20",
      "Thursday: 2026-11-19",
      "Sunday: 2026-11-15",
      "November: 2026-11-14 2026-11-01",
      "October: 2026-10-31",
      "October 2025: 2025-10-31",
    ]);
  });

  it.each([
    ["UTC", ["Today: 2026-11-21 2026-11-21"]],
    ["America/New_York", ["Today: 2026-11-21", "Yesterday: 2026-11-21"]],
    ["Pacific/Kiritimati", ["Yesterday: 2026-11-21 2026-11-21"]],
  ])("is the calendar of the reader's time zone: %s", (timeZone, names) => {
    expect(namesOf(["2026-11-21T06:00Z", "2026-11-21T04:00Z"], "2026-11-21T23:00Z", timeZone)).toEqual(names);
  });

  it("counts days by their dates where one has 23 or 25 hours", () => {
    const berlin = (time: string, now: string) => namesOf([time], now, "Europe/Berlin")[0]?.split(":")[0];
    // The clocks go back on 25 October 2026 and forward on 29 March.
    expect(berlin("2026-10-24T22:30Z", "2026-10-25T23:30Z")).toBe("Yesterday");
    expect(berlin("2026-10-24T22:30Z", "2026-10-25T22:30Z")).toBe("Today");
    expect(berlin("2026-03-28T23:30Z", "2026-03-29T22:30Z")).toBe("Yesterday");
  });

  it("takes what comes from the future for today's", () => {
    expect(namesOf(["2026-11-22T06:00Z"], "2026-11-21T23:00Z")).toEqual(["Today: 2026-11-22"]);
  });

  it("names the year of a month that is another year's, also a week ago", () => {
    expect(namesOf(["2025-12-28T06:00Z", "2025-12-20T06:00Z"], "2026-01-02T12:00Z")).toEqual([
      "Sunday: 2025-12-28",
      "December 2025: 2025-12-20",
    ]);
  });
});

describe("the day of a chat", () => {
  it.each([
    ["2026-11-21T09:00Z", "Today"],
    ["2026-11-16T09:00Z", "Monday"],
    ["2026-11-03T09:00Z", "3 November"],
    ["2025-11-03T09:00Z", "3 November 2025"],
  ])("%s is %s", (time, name) => {
    expect(createCalendar("UTC", at("2026-11-21T10:00Z")).nameDay(at(time))).toBe(name);
  });
});
