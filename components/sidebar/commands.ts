"use client";

import { createContext, useContext, useEffect, useId } from "react";

/** Something that the command menu offers to do. */
export interface Command {
  id: string;
  name: string;
  /** Other words it is found by. */
  words?: string;
  /** What does the same at once, as it is written: "Ctrl K". */
  shortcut?: string;
  run: () => void;
}

/** Those that parts of the page have handed in, in the order in which they came. */
export interface CommandRegistry {
  set(source: string, commands: Command[]): void;
  remove(source: string): void;
  list(): Command[];
}

export function createCommandRegistry(): CommandRegistry {
  const sources = new Map<string, Command[]>();
  return {
    set: (source, commands) => void sources.set(source, commands),
    remove: (source) => void sources.delete(source),
    list: () => [...sources.values()].flat(),
  };
}

export const CommandContext = createContext<CommandRegistry | null>(null);

/** Adds commands to the menu for as long as the component is there. Outside of a `ChatListProvider` nobody offers them. */
export function useCommands(commands: Command[]): void {
  const registry = useContext(CommandContext);
  const source = useId();
  // The menu asks when it is opened, so the latest are put there without drawing anything anew.
  useEffect(() => registry?.set(source, commands));
  useEffect(() => () => registry?.remove(source), [registry, source]);
}

/** Those in whose names every word of the text begins a word. */
export function matchCommands(commands: Command[], text: string): Command[] {
  const sought = splitWords(text);
  return commands.filter(({ name, words }) => {
    const own = splitWords(`${name} ${words ?? ""}`);
    return sought.every((word) => own.some((candidate) => candidate.startsWith(word)));
  });
}

/** What has no word in it is looked for as it is. */
function splitWords(text: string): string[] {
  const lower = text.toLowerCase().trim();
  return lower.match(/[\p{L}\p{N}]+/gu) ?? (lower === "" ? [] : [lower]);
}

/** Whether every word of the text stands in the title. */
export function matchesTitle(title: string, text: string): boolean {
  const lower = title.toLowerCase();
  return splitWords(text).every((word) => lower.includes(word));
}
