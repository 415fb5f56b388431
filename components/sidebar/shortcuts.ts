import { useSyncExternalStore } from "react";

export type ShortcutName = "menu" | "newChat";

type Keys = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

/** With Ctrl, or ⌘ on Apple's. Browsers have uses of their own for these, and leave them to a page that wants them. */
const shortcuts: Record<ShortcutName, { letter: string; shift: boolean }> = {
  menu: { letter: "K", shift: false },
  newChat: { letter: "O", shift: true },
};

export function readShortcut(keys: Keys, apple: boolean): ShortcutName | null {
  const held = apple ? keys.metaKey && !keys.ctrlKey : keys.ctrlKey && !keys.metaKey;
  if (!held || keys.altKey) return null;
  // Where the letters of a layout are not Latin, the place of the key stands for its letter.
  const letter = /^[a-z]$/i.test(keys.key) ? keys.key.toUpperCase() : keys.code.replace(/^Key/, "");
  for (const name of ["menu", "newChat"] as const) {
    const shortcut = shortcuts[name];
    if (shortcut.letter === letter && shortcut.shift === keys.shiftKey) return name;
  }
  return null;
}

export function nameShortcut(name: ShortcutName, apple: boolean): string {
  const { letter, shift } = shortcuts[name];
  return apple ? `${shift ? "⇧" : ""}⌘${letter}` : `Ctrl ${shift ? "Shift " : ""}${letter}`;
}

/** Null until the page knows on what it runs, which is also when it can act. */
export function useIsApple(): boolean | null {
  return useSyncExternalStore(
    () => () => {},
    () => /Mac|iPhone|iPad/.test(navigator.platform),
    () => null,
  );
}
