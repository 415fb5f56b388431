import { useRouter } from "next/navigation";
import { useContext, useState } from "react";
import { Dialog } from "#components/ui";
import { useChatList } from "./chat-list-provider.tsx";
import { type Command, CommandContext } from "./commands.ts";
import { Finder } from "./finder.tsx";
import { useScreen } from "./screen.tsx";
import { nameShortcut, useIsApple } from "./shortcuts.ts";
import { TitleField } from "./title-field.tsx";

/** Commands and the search over all chats. Loaded when it is first opened. */
export default function CommandMenu({ onClose }: { onClose: () => void }) {
  const { chats, openChatId, rename } = useChatList();
  const [renaming, setRenaming] = useState(false);
  const commands = useOwnCommands(openChatId === null ? null : () => setRenaming(true));
  const router = useRouter();
  const screen = useScreen();

  return (
    <Dialog
      aria-label="Search and commands"
      className="inset-x-0 top-[min(12dvh,6rem)] bottom-auto mx-auto border w-[min(38rem,calc(100vw-1.5rem))]"
      onClose={onClose}
    >
      {renaming && openChatId !== null ? (
        <div className="p-4">
          <p aria-hidden="true" className="mb-2 text-xs text-quiet">
            New title
          </p>
          <TitleField
            title={chats.find(({ id }) => id === openChatId)?.title ?? ""}
            label="New title"
            className="w-full border-b-2 border-rule-strong bg-transparent py-1.5 font-serif text-lg outline-none focus:border-accent"
            onSave={(title) => {
              void rename(openChatId, title);
              onClose();
            }}
            onCancel={onClose}
          />
          <p className="mt-2 text-xs text-quiet">Enter keeps it. Escape leaves it as it was.</p>
        </div>
      ) : (
        <Finder
          commands={commands}
          onGo={(href) => {
            onClose();
            screen.closeDrawer();
            router.push(href);
          }}
          onRun={(command) => {
            if (command.id !== "rename") onClose();
            command.run();
          }}
        />
      )}
    </Dialog>
  );
}

/** Those of the list itself, around those that were handed in. `onRename` is null when no chat is open. */
function useOwnCommands(onRename: (() => void) | null): Command[] {
  const { openChatId, remove } = useChatList();
  const { isWide, isShown, toggle, closeDrawer } = useScreen();
  const router = useRouter();
  const isApple = useIsApple() === true;
  const handedIn = useContext(CommandContext)?.list() ?? [];
  const newChat: Command = {
    id: "new",
    name: "New chat",
    words: "begin",
    shortcut: nameShortcut("newChat", isApple),
    run: () => {
      closeDrawer();
      router.push("/");
    },
  };
  const ofOpen: Command[] =
    openChatId === null || onRename === null
      ? []
      : [
          { id: "rename", name: "Rename this chat", words: "title", run: onRename },
          { id: "delete", name: "Delete this chat", words: "remove", run: () => void remove(openChatId) },
        ];
  const list: Command = {
    id: "list",
    name: isShown ? "Hide the list of chats" : "Show the list of chats",
    words: "sidebar toggle",
    run: isWide || !isShown ? toggle : closeDrawer,
  };
  return [newChat, ...ofOpen, ...handedIn, list];
}
