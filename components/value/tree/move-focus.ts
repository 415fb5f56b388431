import type { KeyboardEvent } from "react";

/** The arrows as they are known from trees: up and down from branch to branch, right opens or goes in, left closes or goes out. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const { currentTarget: tree, target, key } = event;
  if (!(target instanceof HTMLElement) || !target.matches("button[aria-expanded]")) return;
  const branches = [...tree.querySelectorAll<HTMLElement>("button[aria-expanded]")];
  const at = branches.indexOf(target);
  const isOpen = target.getAttribute("aria-expanded") === "true";
  switch (key) {
    case "ArrowDown":
      branches[at + 1]?.focus();
      break;
    case "ArrowUp":
      branches[at - 1]?.focus();
      break;
    case "ArrowRight":
      if (isOpen)
        target.closest("li")?.querySelector<HTMLElement>(":scope > ul button[aria-expanded]")?.focus();
      else target.click();
      break;
    case "ArrowLeft":
      if (isOpen) target.click();
      else target.closest("ul")?.closest("li")?.querySelector<HTMLElement>("button[aria-expanded]")?.focus();
      break;
    case "Home":
      branches[0]?.focus();
      break;
    case "End":
      branches.at(-1)?.focus();
      break;
    default:
      return;
  }
  event.preventDefault();
}
