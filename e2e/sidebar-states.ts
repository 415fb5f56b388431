import type { ChatPage } from "./chat-page.ts";
import { says } from "./provider/turns.ts";
import { bringChat, createSidebarPage, type SidebarPage } from "./sidebar-page.ts";
import type { State } from "./states.ts";

const title = "A title that is longer than the list is wide, so that it is cut";

/** The list can be seen, with chats in it. */
async function showList(chat: ChatPage): Promise<SidebarPage> {
  const sidebar = createSidebarPage(chat.page);
  await bringChat(chat.page, "Another chat", `${"word".repeat(60)} about a quokka`);
  await bringChat(chat.page, title);
  await chat.page.reload();
  const button = chat.page.getByRole("button", { name: "List of chats" });
  await button.and(chat.page.locator(":enabled")).waitFor();
  if ((await button.getAttribute("aria-expanded")) === "false") await button.click();
  await sidebar.link(title).waitFor();
  return sidebar;
}

/** What the list of chats, its drawer on a narrow page and the command menu can look like. */
export const sidebarStates: State[] = [
  { name: "the list of chats", reach: async (chat) => void (await showList(chat)) },
  {
    name: "the menu of a chat",
    async reach(chat) {
      const sidebar = await showList(chat);
      await sidebar.list.getByRole("button", { name: `More for ${title}` }).click();
      await chat.page.getByRole("menuitem", { name: "Delete" }).waitFor();
    },
  },
  {
    name: "a chat being renamed",
    async reach(chat) {
      const sidebar = await showList(chat);
      await sidebar.choose(title, "Rename");
      await sidebar.titleField.waitFor();
    },
  },
  {
    name: "a deleted chat that can be had back",
    async reach(chat) {
      const sidebar = await showList(chat);
      await sidebar.choose(title, "Delete");
      await sidebar.undoButton.waitFor();
    },
  },
  {
    name: "the command menu",
    async reach(chat) {
      const sidebar = await showList(chat);
      await chat.page.keyboard.press("ControlOrMeta+k");
      await sidebar.options.first().waitFor();
    },
  },
  {
    name: "what was found",
    async reach(chat) {
      const sidebar = await showList(chat);
      await sidebar.search("quokka");
      await sidebar.options.locator("mark").waitFor();
    },
  },
  {
    name: "nothing found",
    async reach(chat) {
      const sidebar = await showList(chat);
      await sidebar.search("zebra");
      await sidebar.menu.getByText("Nothing was found").waitFor();
    },
  },
  {
    name: "versions of a question and an answer, one of them being edited",
    async reach(chat, provider) {
      provider.answers(says("Heads."), says("Tails."), says("Edge."));
      await chat.ask("Toss a coin");
      await chat.finish();
      await chat.askAgainButton.click();
      await chat.main.getByText("Tails.").waitFor();
      await chat.finish();
      const editButton = chat.main.getByRole("button", { name: "Edit this question" });
      await editButton.click();
      await chat.page.getByRole("textbox", { name: "The question" }).fill("Toss another coin");
      await chat.page.keyboard.press("Enter");
      await chat.main.getByText("Edge.").waitFor();
      await chat.finish();
      await chat.main.locator("summary").click();
      await editButton.click();
    },
  },
];
