import { afterEach, beforeEach, expect } from "vitest";

/** What nobody expected on the console is a failure: a warning that scrolls by is read by nobody. */
const consoleError = console.error;
let unexpected: unknown[][] = [];

beforeEach(() => {
  unexpected = [];
  console.error = (...words) => unexpected.push(words);
});

afterEach(() => {
  console.error = consoleError;
  expect(unexpected).toEqual([]);
});
