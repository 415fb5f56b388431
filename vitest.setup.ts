import { afterEach, beforeEach, expect, vi } from "vitest";

/** What nobody expected on the console is a failure: a warning that scrolls by is read by nobody. */
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});

afterEach(() => {
  expect(vi.mocked(console.error).mock.calls).toEqual([]);
});
