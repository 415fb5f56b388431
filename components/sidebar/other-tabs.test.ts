import { expect, it, onTestFinished } from "vitest";
import { type ChatChange, createOtherTabs } from "./other-tabs.ts";

function openTab() {
  const tab = createOtherTabs("test");
  const heard: ChatChange[] = [];
  tab.subscribe((change) => heard.push(change));
  onTestFinished(() => tab.close());
  return { tab, heard };
}

it("tells the other tabs of a change, and not the one that made it", async () => {
  const [one, two] = [openTab(), openTab()];
  const change = { chatId: "chat_1", place: { updatedAt: 17, id: "chat_1" } };
  one.tab.announce(change);
  await expect.poll(() => two.heard).toEqual([change]);
  two.tab.announce({ chatId: "chat_2", place: null });
  await expect.poll(() => one.heard).toEqual([{ chatId: "chat_2", place: null }]);
  expect(two.heard).toEqual([change]);
});

it("takes no notice of what it does not know", async () => {
  const { heard } = openTab();
  const stranger = new BroadcastChannel("test");
  onTestFinished(() => stranger.close());
  for (const message of ["hello", null, { chat: 1 }]) stranger.postMessage(message);
  stranger.postMessage({ chatId: "chat_1", place: null });
  await expect.poll(() => heard).toEqual([{ chatId: "chat_1", place: null }]);
});
