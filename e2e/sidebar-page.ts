import { expect, type Locator, type Page } from "@playwright/test";
import { z } from "zod";

/** The list of chats and the command menu as a person finds them. */
export interface SidebarPage {
  list: Locator;
  /** A chat's line. */
  link(title: string): Locator;
  /** Chooses from the menu of a chat's line. */
  choose(title: string, item: "Rename" | "Delete"): Promise<void>;
  titleField: Locator;
  undoButton: Locator;
  /** What a deleted or failed thing leaves for a while. */
  notices: Locator;
  menu: Locator;
  /** Of the command menu. */
  field: Locator;
  options: Locator;
  /** Opens the command menu and looks for something; resolves when the server has answered. */
  search(text: string): Promise<void>;
}

export function createSidebarPage(page: Page): SidebarPage {
  const list = page.getByRole("navigation", { name: "Chats" });
  const menu = page.getByRole("dialog", { name: "Search and commands" });
  const field = menu.getByRole("combobox");
  return {
    list,
    link: (title) => list.getByRole("link", { name: title, exact: true }),
    async choose(title, item) {
      await list.getByRole("button", { name: `More for ${title}`, exact: true }).click();
      await page.getByRole("menuitem", { name: item }).click();
    },
    titleField: page.getByRole("textbox", { name: "New title" }),
    undoButton: page.getByRole("button", { name: "Undo" }),
    notices: page.getByRole("status"),
    menu,
    field,
    options: menu.getByRole("option"),
    async search(text) {
      if (!(await menu.isVisible())) await page.keyboard.press("ControlOrMeta+k");
      const answered = page.waitForResponse((response) => response.url().includes("/api/chats/search"));
      await field.fill(text);
      await answered;
      await expect(menu.getByRole("listbox")).toHaveAttribute("aria-busy", "false");
    },
  };
}

const importedSchema = z.object({ id: z.string() });

/** Puts a chat of one question and its answer into the page's browser, as if it had been imported. Resolves to its id. */
export async function bringChat(page: Page, title: string, text = "Nothing."): Promise<string> {
  const entry = (message: object, parentId: string | null) => ({
    message,
    parentId,
    createdAt: 0,
    unverified: false,
  });
  const metadata = {
    model: "answering-model",
    demo: false,
    status: "complete",
    failure: null,
    stepLimitReached: null,
    refusalLimitReached: null,
    tokens: null,
    costUsd: null,
    startedAt: 0,
    firstMs: null,
    totalMs: null,
  };
  const messages = [
    entry({ id: "question-1", role: "user", parts: [{ type: "text", text: "What?" }] }, null),
    entry({ id: "answer-01", role: "assistant", metadata, parts: [{ type: "text", text }] }, "question-1"),
  ];
  const chat = { title, createdAt: 0, updatedAt: 0, headId: "answer-01", messages };
  const response = await page.request.post(new URL("/api/chats/import", page.url()).href, {
    data: { format: "workings-chat", version: 1, chat, signature: "" },
  });
  expect(response.status(), await response.text()).toBe(200);
  return importedSchema.parse(await response.json()).id;
}
