import { expect, test } from "vitest";
import { findBrowser, type Machine } from "./browser.mjs";

const own = "/cache/ms-playwright/chrome";

function machine({ files, ...rest }: Partial<Machine> & { files: string[] }): Machine {
  return {
    platform: "linux",
    environment: { PATH: "/usr/bin" },
    home: "/home/me",
    exists: (path) => files.includes(path),
    runs: () => true,
    ...rest,
  };
}

test("takes Playwright's own browser before an installed one", () => {
  expect(findBrowser(own, machine({ files: ["/usr/bin/chromium", own] }))).toBe(own);
  expect(findBrowser(own, machine({ files: ["/usr/bin/chromium"] }))).toBe("/usr/bin/chromium");
});

test("takes the one that CHROME_PATH names before any other, and none when that is missing", () => {
  const environment = { CHROME_PATH: "/opt/chrome" };
  expect(findBrowser(own, machine({ files: [own, "/opt/chrome"], environment }))).toBe("/opt/chrome");
  expect(findBrowser(own, machine({ files: [own], environment }))).toBeUndefined();
});

test("passes over a file that is no working browser", () => {
  const files = ["/usr/bin/chromium-browser", "/snap/bin/chromium", own];
  const runs = (path: string) => path === "/usr/bin/chromium-browser";
  expect(findBrowser(own, machine({ files, runs }))).toBe("/usr/bin/chromium-browser");
});

test("looks along the PATH and in the usual folders", () => {
  const files = ["/opt/bin/google-chrome"];
  expect(findBrowser(own, machine({ files, environment: { PATH: "/opt/bin" } }))).toBe(
    "/opt/bin/google-chrome",
  );
  expect(findBrowser(own, machine({ files: ["/snap/bin/chromium"], environment: {} }))).toBe(
    "/snap/bin/chromium",
  );
});

test("knows where macOS keeps its applications", () => {
  const chrome = "/home/me/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
  expect(findBrowser(own, machine({ platform: "darwin", files: [chrome] }))).toBe(chrome);
});

test("knows where Windows keeps its programs", () => {
  const edge = "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe";
  const environment = { "PROGRAMFILES(X86)": "C:\\Program Files (x86)" };
  expect(findBrowser(own, machine({ platform: "win32", files: [edge], environment }))).toBe(edge);
});

test("finds none where there is none", () => {
  expect(findBrowser(own, machine({ files: [] }))).toBeUndefined();
});
