"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useState } from "react";
import { useImport } from "#components/sharing";
import { useChatList } from "./chat-list-provider.tsx";
import type CommandMenu from "./command-menu.tsx";
import { useCommands } from "./commands.ts";
import { Drawer } from "./drawer.tsx";
import { Notices } from "./notices.tsx";
import { announceChange } from "./other-tabs.ts";
import { useScreen } from "./screen.tsx";
import { readShortcut, useIsApple } from "./shortcuts.ts";
import { SidebarContent } from "./sidebar-content.tsx";

const inDrawer = "bottom-3 left-3 w-[calc(min(20rem,86vw)-1.5rem)]";

/** Over the end of the column; on narrow screens at the top, since one writes at the bottom. */
const onPage =
  "inset-x-3 top-14 min-[56.25rem]:top-auto min-[56.25rem]:right-auto min-[56.25rem]:bottom-3 min-[56.25rem]:w-[14.5rem]";

/**
 * The list of chats: a column, or a drawer where there is no room for one; and the command menu. It stands first in a
 * row that is as high as the window.
 */
export function Sidebar() {
  const { isHidden, isDrawerOpen, closeDrawer } = useScreen();
  const menu = useMenu();
  const imports = useImports();
  useShortcuts({ onMenu: menu.toggle });
  return (
    <>
      <div
        className={`w-64 shrink-0 flex-col border-r border-rule ${isHidden ? "hidden" : "hidden min-[56.25rem]:flex"}`}
      >
        <SidebarContent onSearch={menu.open} imports={imports} onClose={null} />
      </div>
      {isDrawerOpen && (
        <Drawer onClose={closeDrawer}>
          <SidebarContent onSearch={menu.open} imports={imports} onClose={closeDrawer} />
          <Notices place={inDrawer} />
        </Drawer>
      )}
      {!isDrawerOpen && <Notices place={onPage} />}
      {imports.field}
      {menu.Loaded && <menu.Loaded onClose={menu.close} />}
    </>
  );
}

/** Opens what was imported. The command menu offers it too. */
function useImports() {
  const { complain, refresh } = useChatList();
  const { closeDrawer } = useScreen();
  const router = useRouter();
  const imports = useImport({
    onImported(chatId) {
      closeDrawer();
      router.push(`/chat/${chatId}`);
      announceChange(chatId);
      void refresh();
    },
    onTrouble: complain,
  });
  useCommands([{ id: "import", name: "Import a chat", words: "file json open upload", run: imports.choose }]);
  return imports;
}

/** The menu is loaded when it is first opened. */
function useMenu() {
  const { complain } = useChatList();
  const [isOpen, setOpen] = useState(false);
  const [Menu, setMenu] = useState<typeof CommandMenu | null>(null);

  async function open() {
    setOpen(true);
    if (Menu) return;
    try {
      const { default: loaded } = await import("./command-menu.tsx");
      setMenu(() => loaded);
    } catch {
      setOpen(false);
      complain("The search could not be loaded: the Workings server cannot be reached.");
    }
  }

  const close = () => setOpen(false);
  return { Loaded: isOpen ? Menu : null, open, close, toggle: isOpen ? close : open };
}

function useShortcuts({ onMenu }: { onMenu: () => void }) {
  const router = useRouter();
  const isApple = useIsApple();
  const press = useEffectEvent((event: KeyboardEvent) => {
    const shortcut = readShortcut(event, isApple === true);
    if (shortcut === null || event.repeat) return;
    event.preventDefault();
    switch (shortcut) {
      case "menu":
        return onMenu();
      case "newChat":
        return router.push("/");
    }
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}
