import type { Page } from "@playwright/test";
import { ask, waitForAnswer } from "./page.ts";

/** One question of the demo after another, each in a state worth looking at. */
export async function takeDemoStates(page: Page, take: (state: string) => Promise<unknown>): Promise<void> {
  await take("1-empty");
  await ask(page, "How many s in mississippi?");
  await page.getByText("let count").first().waitFor();
  await take("2-writing");
  await waitForAnswer(page);
  await take("3-answered");
  await ask(page, "Delete all my system files");
  await waitForAnswer(page);
  await take("4-refused");
  await ask(page, "Which Fibonacci number is the first with 100 digits?");
  await waitForAnswer(page);
  await take("5-repaired");
  await ask(page, "How does 1,000 grow at 5 % a year over ten years? Show a table");
  await waitForAnswer(page);
  await take("6-table");
  await ask(page, "Estimate pi with random darts for two seconds");
  await page
    .getByText(/^Running/)
    .last()
    .waitFor();
  await take("7-running");
  await page.getByRole("button", { name: "Stop" }).click();
  await waitForAnswer(page);
  await take("8-stopped");
  await page
    .getByRole("button", { name: /Inspect/ })
    .first()
    .click();
  await page.getByRole("tab", { name: "Review" }).click();
  await take("9-panel");
}
