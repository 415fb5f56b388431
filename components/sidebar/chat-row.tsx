import Link from "next/link";
import { memo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Menu, MoreIcon, SharedIcon } from "#components/ui";
import type { ChatSummary } from "#lib/chats";
import { TitleField } from "./title-field.tsx";

interface ChatRowProps {
  chat: ChatSummary;
  /** Whether the page shows it. */
  isOpen: boolean;
  onRename: (chatId: string, title: string) => void;
  onRemove: (chatId: string) => void;
}

/** Memoised because a long list stays as it is while one of its chats changes. */
export const ChatRow = memo(function ChatRow({ chat, isOpen, onRename, onRemove }: ChatRowProps) {
  const [renaming, setRenaming] = useState(false);
  const link = useRef<HTMLAnchorElement>(null);

  function endRenaming(byKey: boolean) {
    flushSync(() => setRenaming(false));
    if (byKey) link.current?.focus();
  }

  return (
    <li
      data-open={isOpen || undefined}
      className="group relative border-l-2 border-transparent text-sm hover:bg-sheet has-[a:focus-visible]:bg-sheet data-open:border-accent data-open:bg-sheet"
    >
      {renaming ? (
        <TitleField
          title={chat.title}
          label="New title"
          className="min-h-8 w-full bg-paper px-3 text-ink -outline-offset-2 outline-2 outline-accent pointer-coarse:min-h-11"
          onSave={(title, byKey) => {
            onRename(chat.id, title);
            endRenaming(byKey);
          }}
          onCancel={endRenaming}
        />
      ) : (
        <>
          <Link
            ref={link}
            href={`/chat/${chat.id}`}
            prefetch={false}
            aria-current={isOpen ? "page" : undefined}
            title={chat.title}
            className="flex min-h-8 items-center gap-1.5 pr-8 pl-3 -outline-offset-2 aria-[current]:font-medium pointer-coarse:min-h-11 pointer-coarse:pr-11"
          >
            <span className="truncate">{chat.title}</span>
            {chat.shared && (
              <span className="ml-auto text-xs text-quiet">
                <SharedIcon />
                <span className="sr-only">, shared</span>
              </span>
            )}
          </Link>
          <Menu
            label={`More for ${chat.title}`}
            items={[
              { name: "Rename", run: () => setRenaming(true) },
              { name: "Delete", run: () => onRemove(chat.id) },
            ]}
            insetPx={6}
            className="absolute inset-y-0 right-0 flex w-8 items-center justify-center rounded-sm text-quiet opacity-0 group-hover:opacity-100 group-focus-within:opacity-100 hover:text-ink aria-expanded:opacity-100 pointer-coarse:w-11 pointer-coarse:opacity-100"
          >
            <MoreIcon />
          </Menu>
        </>
      )}
    </li>
  );
});
