import { type KeyboardEvent, useEffect, useId, useState, useSyncExternalStore } from "react";
import { SearchIcon } from "#components/ui";
import { useChatList } from "./chat-list-provider.tsx";
import { createChatRequests } from "./chat-requests.ts";
import { createChatSearch, maxSearchChars } from "./chat-search.ts";
import type { Command } from "./commands.ts";
import { FinderList } from "./finder-list.tsx";
import { linkOf, listMenuItems, type MenuItem, stepFrom } from "./menu-items.ts";

interface FinderProps {
  commands: Command[];
  onGo: (href: string) => void;
  onRun: (command: Command) => void;
}

/** A field and the list of what it finds. The first item is the one that Enter takes, until another is pointed at. */
export function Finder({ commands, onGo, onRun }: FinderProps) {
  const { chats, openChatId } = useChatList();
  const [typed, setTyped] = useState("");
  const [activeId, setActiveId] = useState<string | null>(null);
  const [search] = useState(() => createChatSearch(createChatRequests(fetch).search));
  const found = useSyncExternalStore(search.subscribe, search.getState, search.getState);
  useEffect(() => search.stop, [search]);
  const id = useId();

  const groups = listMenuItems({ typed, commands, chats, openChatId, hits: found.hits });
  const items = groups.flatMap((group) => group.items);
  const active = items.find((item) => item.id === activeId) ?? items[0];

  function type(text: string) {
    setTyped(text);
    setActiveId(null);
    search.type(text);
  }

  function choose(item: MenuItem) {
    const href = linkOf(item);
    if (item.kind === "command") onRun(item.command);
    else if (href !== null) onGo(href);
  }

  function pressKey(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (steps === undefined && event.key !== "Enter") return;
    event.preventDefault();
    if (steps !== undefined) setActiveId(stepFrom(items, active?.id, steps)?.id ?? null);
    else if (active) choose(active);
  }

  return (
    <>
      <div className="flex items-center gap-3 border-b border-rule px-4 focus-within:border-accent">
        <span className="text-quiet">
          <SearchIcon />
        </span>
        <input
          type="text"
          role="combobox"
          // biome-ignore lint/a11y/noAutofocus: a dialog that one opens to type into it.
          autoFocus
          aria-label="Search chats and commands"
          aria-expanded={items.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={active && `${id}-${active.id}`}
          aria-autocomplete="list"
          placeholder="Search chats and commands"
          autoComplete="off"
          spellCheck={false}
          maxLength={maxSearchChars}
          value={typed}
          onChange={(event) => type(event.target.value)}
          onKeyDown={pressKey}
          className="min-w-0 flex-1 bg-transparent py-3 font-serif text-lg outline-none placeholder:text-quiet"
        />
      </div>
      <FinderList
        id={id}
        groups={groups}
        active={active}
        found={found}
        onPoint={setActiveId}
        onChoose={choose}
        onRetry={search.retry}
      />
    </>
  );
}
