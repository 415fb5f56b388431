import type { Page } from "@playwright/test";

/** The open chat on its way out, and back as one that nobody vouches for. */
export async function takeSharingStates(
  page: Page,
  url: string,
  take: (state: string) => Promise<unknown>,
): Promise<void> {
  await page.getByRole("button", { name: "Close the inspector" }).click();
  await page.getByRole("button", { name: "Share and export" }).click();
  await page.getByRole("menuitem").first().waitFor();
  await take("sharing-1-menu");
  await page.getByRole("menuitem", { name: "Share by a link" }).click();
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = await page.getByRole("textbox", { name: "Link" }).inputValue();
  await take("sharing-2-dialog");
  const address = `${url}/api${new URL(page.url()).pathname}/export?as=json`;
  const exported = await (await page.request.get(address)).json();
  const imported = await page.request.post(`${url}/api/chats/import`, {
    data: { ...exported, signature: "" },
  });
  await page.goto(`${url}/chat/${(await imported.json()).id}`, { waitUntil: "networkidle" });
  await take("sharing-3-imported");
  await page.goto(link, { waitUntil: "networkidle" });
  await take("sharing-4-shared");
}
