import Link from "next/link";
import { type ReactNode, useRef } from "react";
import { CloseIcon, ImportIcon, PlusIcon, SearchIcon } from "#components/ui";
import { ChatDays } from "./chat-days.tsx";
import { nameShortcut, type ShortcutName, useIsApple } from "./shortcuts.ts";

interface SidebarContentProps {
  onSearch: () => void;
  imports: { choose: () => void; importing: boolean };
  /** Where it lies over the page; null where it stands beside it. */
  onClose: (() => void) | null;
}

const row =
  "flex min-h-9 w-full items-center gap-2.5 px-3.5 text-left text-sm -outline-offset-2 hover:bg-sheet pointer-coarse:min-h-11";

export function SidebarContent({ onSearch, imports, onClose }: SidebarContentProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const isApple = useIsApple();
  return (
    <nav aria-label="Chats" className="flex min-h-0 flex-1 flex-col">
      <div className="flex shrink-0 items-center justify-between border-b border-rule py-2.5 pr-2 pl-3.5">
        <h2 className="font-serif text-lg leading-8 text-quiet">Chats</h2>
        {onClose && (
          <button
            type="button"
            aria-label="Close the list of chats"
            onClick={onClose}
            className="flex size-8 items-center justify-center rounded-sm text-quiet hover:text-ink"
          >
            <CloseIcon />
          </button>
        )}
      </div>
      <div className="shrink-0 border-b border-rule py-1.5">
        <Link href="/" prefetch={false} className={row}>
          <PlusIcon />
          New chat
          <Shortcut name="newChat" isApple={isApple} />
        </Link>
        <button type="button" disabled={isApple === null} onClick={onSearch} className={row}>
          <SearchIcon />
          Search
          <Shortcut name="menu" isApple={isApple} />
        </button>
        <button
          type="button"
          disabled={isApple === null}
          aria-disabled={imports.importing}
          onClick={imports.choose}
          className={row}
        >
          <ImportIcon />
          {imports.importing ? "Importing…" : "Import a chat"}
        </button>
      </div>
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto overscroll-contain pt-3">
        <ChatDays scroller={scroller} />
      </div>
    </nav>
  );
}

/** Where there is a keyboard. */
function Shortcut({ name, isApple }: { name: ShortcutName; isApple: boolean | null }): ReactNode {
  if (isApple === null) return null;
  return (
    <span aria-hidden="true" className="ml-auto text-xs text-quiet pointer-coarse:hidden">
      {nameShortcut(name, isApple)}
    </span>
  );
}
