import { AxeBuilder } from "@axe-core/playwright";
import type { ChatPage } from "./chat-page.ts";

/** What axe finds in the page as it is, in both themes. */
export async function findViolations({ page }: Pick<ChatPage, "page">) {
  const found: { id: string; help: string; colorScheme: string; nodes: string[] }[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // Without a second page to put its findings together in: what stands in a frame is not ours.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    for (const { id, help, nodes } of violations)
      found.push({ id, help, colorScheme, nodes: nodes.map(({ html }) => html) });
  }
  return found;
}
