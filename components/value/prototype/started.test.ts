import { afterEach, expect, it, vi } from "vitest";
import { noteStart, wasLeftStarted } from "./started.ts";

afterEach(() => vi.unstubAllGlobals());

function stub(setItem: (kept: Map<string, string>, key: string, value: string) => void): void {
  const kept = new Map<string, string>();
  vi.stubGlobal("addEventListener", () => {});
  vi.stubGlobal("removeEventListener", () => {});
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => setItem(kept, key, value),
    removeItem: (key: string) => kept.delete(key),
  });
}

it("remembers that a document was started, until the page goes on", () => {
  stub((kept, key, value) => kept.set(key, value));
  const forget = noteStart("/a");
  expect(wasLeftStarted("/a")).toBe(true);
  expect(wasLeftStarted("/b")).toBe(false);
  forget();
  expect(wasLeftStarted("/a")).toBe(false);
});

it("remembers nothing where there is no room for it, and the document starts all the same", () => {
  stub(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  const forget = noteStart("/a");
  expect(wasLeftStarted("/a")).toBe(false);
  forget();
});
