import { expect, type Locator, type Page } from "@playwright/test";

/** The page as a person finds it: by roles, names and words. */
export interface ChatPage {
  page: Page;
  question: Locator;
  sendButton: Locator;
  stopButton: Locator;
  /** At the last answer. */
  askAgainButton: Locator;
  /** What an empty chat begins with. */
  welcome: Locator;
  main: Locator;
  /** The panel beside the conversation, or the sheet over it. */
  inspector: Locator;
  run(title: string): Locator;
  /** Folds and unfolds a run: its line, which its title begins. */
  fold(title: string): Locator;
  /** Opens a run that is folded, and leaves one that is open. */
  unfold(title: string): Promise<void>;
  /** What stands under one word of a run's margin: Program, Review, Console, Result, Error, Stopped. Folded or not. */
  stage(title: string, label: string): Locator;
  open(): Promise<void>;
  /** Leaves the chat for an empty one. */
  beginNew(): Promise<void>;
  /** Goes to a chat that there is, by its address. */
  openChat(path: string): Promise<void>;
  /** The path of the page, once a question has given the chat one of its own. */
  path(): Promise<string>;
  ask(question: string): Promise<void>;
  /** Until the answer under way has ended, however it did. */
  finish(): Promise<void>;
  /** Opens a run's panel at a tab, and returns what the tab shows. */
  inspect(title: string, tab: "Code" | "Review" | "Result" | "Console" | "Data"): Promise<Locator>;
}

export function createChatPage(page: Page, url: string): ChatPage {
  const question = page.getByRole("textbox", { name: "Your question" });
  const questions = page.getByRole("heading", { name: "Question", exact: true });
  const composer = page.getByRole("form", { name: "Ask a question" });
  const sendButton = composer.getByRole("button", { name: "Send" });
  const welcome = page.getByRole("heading", { name: "Ask something that can be computed." });
  const run = (title: string) => page.getByRole("article", { name: `Run: ${title}`, exact: true });

  const fold = (title: string) => run(title).getByRole("heading", { level: 3 }).getByRole("button");

  return {
    page,
    question,
    sendButton,
    stopButton: page.getByRole("button", { name: "Stop" }),
    askAgainButton: page.getByRole("button", { name: "Ask again" }).last(),
    welcome,
    main: page.getByRole("main"),
    inspector: page.getByRole("complementary").or(page.getByRole("dialog")),
    run,
    fold,
    async unfold(title) {
      if ((await fold(title).getAttribute("aria-expanded")) === "false") await fold(title).click();
    },
    stage: (title, label) =>
      run(title).getByText(label, { exact: true }).locator("xpath=following-sibling::*").first(),
    async open() {
      await page.goto(url);
      await expect(sendButton).toBeEnabled();
    },
    async beginNew() {
      await page.getByRole("link", { name: "New chat" }).click();
      await expect(welcome).toBeVisible();
    },
    async openChat(path) {
      await page.goto(new URL(path, url).href);
      await expect(composer.getByRole("button")).toBeEnabled();
    },
    async path() {
      await page.waitForURL("**/chat/*");
      return new URL(page.url()).pathname;
    },
    async ask(text) {
      const asked = await questions.count();
      await question.fill(text);
      await question.press("Enter");
      await expect(questions).toHaveCount(asked + 1);
    },
    async finish() {
      await expect(sendButton).toBeVisible();
    },
    async inspect(title, tab) {
      const button = run(title).getByRole("button", { name: "Inspect" });
      if ((await button.getAttribute("aria-expanded")) === "false") await button.click();
      await page.getByRole("tab", { name: tab }).click();
      return page.getByRole("tabpanel", { name: tab });
    },
  };
}
