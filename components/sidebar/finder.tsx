import { type KeyboardEvent, useEffect, useId, useState, useSyncExternalStore } from "react";
import { SearchIcon } from "#components/ui";
import { useChatList } from "./chat-list-provider.tsx";
import { createChatRequests } from "./chat-requests.ts";
import { createChatSearch, type SearchState } from "./chat-search.ts";
import type { Command } from "./commands.ts";
import { linkOf, listMenuItems, type MenuItem, stepFrom } from "./menu-items.ts";
import { MenuOption } from "./menu-option.tsx";

interface FinderProps {
  commands: Command[];
  onGo: (href: string) => void;
  onRun: (command: Command) => void;
}

/** A field and the list of what it finds. The first item is the one that Enter takes, until another is pointed at. */
export function Finder({ commands, onGo, onRun }: FinderProps) {
  const { chats, calendar } = useChatList();
  const [typed, setTyped] = useState("");
  const [activeId, setActiveId] = useState<string | null>(null);
  const [search] = useState(() => createChatSearch(createChatRequests(fetch).search));
  const found = useSyncExternalStore(search.subscribe, search.getState, search.getState);
  useEffect(() => search.stop, [search]);
  const id = useId();

  const groups = listMenuItems({ typed, commands, chats, hits: found.hits });
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
          aria-activedescendant={active ? `${id}-${active.id}` : undefined}
          aria-autocomplete="list"
          placeholder="Search chats and commands"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => type(event.target.value)}
          onKeyDown={pressKey}
          className="min-w-0 flex-1 bg-transparent py-3 font-serif text-lg outline-none placeholder:text-quiet"
        />
      </div>
      <div className="h-[min(24rem,55dvh)] overflow-y-auto py-2">
        <div id={`${id}-list`} role="listbox" aria-label="Commands and chats" aria-busy={found.searching}>
          {groups.map((group) => (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls; this is a part of a list.
            <div key={group.name} role="group" aria-labelledby={`${id}-${group.name}`} className="mb-2">
              <p id={`${id}-${group.name}`} className="px-4.5 py-1 text-xs text-quiet">
                {group.name}
              </p>
              {group.items.map((item) => (
                <MenuOption
                  key={item.id}
                  item={item}
                  domId={`${id}-${item.id}`}
                  isActive={item === active}
                  calendar={calendar}
                  onPoint={() => setActiveId(item.id)}
                  onChoose={() => choose(item)}
                />
              ))}
            </div>
          ))}
        </div>
        <Outcome found={found} isEmpty={items.length === 0} onRetry={search.retry} />
      </div>
    </>
  );
}

/** How the search stands, where the list does not say it by itself. */
function Outcome({ found, isEmpty, onRetry }: { found: SearchState; isEmpty: boolean; onRetry: () => void }) {
  const { text, hits, searching, failure } = found;
  const count =
    hits === null || searching ? "" : `${hits.length} ${hits.length === 1 ? "chat" : "chats"} found.`;
  return (
    <>
      <p aria-live="polite" className="sr-only">
        {count}
      </p>
      {failure !== null && !searching && (
        <div role="alert" className="mx-4.5 border-l-2 border-unavailable pl-3 text-sm">
          <p className="leading-relaxed">Nobody could search in the messages. {failure}</p>
          <button
            type="button"
            onClick={onRetry}
            className="mt-1.5 rounded-sm border border-rule-strong px-2.5 py-1 hover:border-accent hover:text-accent"
          >
            Retry
          </button>
        </div>
      )}
      {isEmpty && failure === null && (
        <p className="px-4.5 py-1 text-sm text-quiet">
          {searching
            ? "Searching…"
            : text === ""
              ? "Nothing of that name."
              : `Nothing was found for “${text}”.`}
        </p>
      )}
    </>
  );
}
