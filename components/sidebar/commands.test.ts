import { describe, expect, it } from "vitest";
import { createCommandRegistry, matchCommands, matchesTitle } from "./commands.ts";
import { nameShortcut, readShortcut } from "./shortcuts.ts";

const run = () => {};

describe("a command", () => {
  const commands = [
    { id: "new", name: "New chat", run },
    { id: "rename", name: "Rename this chat", words: "title", run },
    { id: "export", name: "Export as Markdown", words: "download save", run },
  ];
  it.each([
    ["", "new rename export"],
    ["chat", "new rename"],
    ["CHAT re", "rename"],
    ["down", "export"],
    ["title", "rename"],
    ["hat", ""],
    ["   ", "new rename export"],
  ])("is found by the beginnings of its words: %o", (text, ids) => {
    expect(
      matchCommands(commands, text)
        .map(({ id }) => id)
        .join(" "),
    ).toBe(ids);
  });

  it("is offered for as long as the part that brought it", () => {
    const registry = createCommandRegistry();
    registry.set("export", [{ id: "export", name: "Old", run }]);
    registry.set("share", [{ id: "share", name: "Share", run }]);
    registry.set("export", [{ id: "export", name: "New", run }]);
    expect(registry.list().map(({ name }) => name)).toEqual(["New", "Share"]);
    registry.remove("export");
    expect(registry.list().map(({ name }) => name)).toEqual(["Share"]);
  });
});

it("finds a title by parts of it, in any order", () => {
  expect(matchesTitle("Primes below a thousand", "thou PRIME")).toBe(true);
  expect(matchesTitle("Primes below a thousand", "primes above")).toBe(false);
});

it("looks for signs as they are where there are no words", () => {
  expect(matchesTitle("What is 100 %?", " % ")).toBe(true);
  expect(matchesTitle("Primes below a thousand", "***")).toBe(false);
  expect(matchCommands([{ id: "new", name: "New chat", run }], ":*")).toEqual([]);
});

describe("a shortcut", () => {
  const keys = { key: "k", code: "KeyK", ctrlKey: true, metaKey: false, shiftKey: false, altKey: false };
  const newChat = { ...keys, key: "O", code: "KeyO", shiftKey: true };
  it.each([
    ["Ctrl K opens the menu", keys, false, "menu"],
    ["also with caps lock", { ...keys, key: "K" }, false, "menu"],
    ["also where the layout is Cyrillic", { ...keys, key: "л" }, false, "menu"],
    ["but not where another Latin letter is on that key", { ...keys, key: "t" }, false, null],
    ["Ctrl K is left alone on Apple's", keys, true, null],
    ["⌘ K opens the menu there", { ...keys, ctrlKey: false, metaKey: true }, true, "menu"],
    ["Ctrl Shift O begins a chat", newChat, false, "newChat"],
    ["Ctrl O is the browser's", { ...newChat, shiftKey: false }, false, null],
    ["Ctrl Shift K is the browser's", { ...keys, shiftKey: true }, false, null],
    ["AltGr is no Ctrl", { ...keys, altKey: true }, false, null],
    ["a letter is a letter", { ...keys, ctrlKey: false }, false, null],
  ])("%s", (_, event, apple, name) => {
    expect(readShortcut(event, apple)).toBe(name);
  });

  it("is written as its system writes it", () => {
    expect([nameShortcut("menu", false), nameShortcut("newChat", false)]).toEqual(["Ctrl K", "Ctrl Shift O"]);
    expect([nameShortcut("menu", true), nameShortcut("newChat", true)]).toEqual(["⌘K", "⇧⌘O"]);
  });
});
