import { useChatList } from "./chat-list-provider.tsx";
import type { SearchState } from "./chat-search.ts";
import type { MenuGroup, MenuItem } from "./menu-items.ts";
import { MenuOption } from "./menu-option.tsx";

interface FinderListProps {
  /** Of the field, which the ids of the list and its options begin with. */
  id: string;
  groups: MenuGroup[];
  active: MenuItem | undefined;
  found: SearchState;
  onPoint: (itemId: string) => void;
  onChoose: (item: MenuItem) => void;
  onRetry: () => void;
}

/** As high with few items as with many, so that nothing moves while one types. */
export function FinderList({ id, groups, active, found, onPoint, onChoose, onRetry }: FinderListProps) {
  const { calendar } = useChatList();
  return (
    <div className="flex h-[min(24rem,55dvh)] flex-col">
      <div className="min-h-0 flex-1 overflow-y-auto py-2">
        <div id={`${id}-list`} role="listbox" aria-label="Commands and chats" aria-busy={found.searching}>
          {groups.map((group) => (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls; this is a part of a list.
            <div key={group.id} role="group" aria-labelledby={`${id}-${group.id}`} className="mb-2">
              <p role="presentation" id={`${id}-${group.id}`} className="px-4.5 py-1 text-xs text-quiet">
                {group.name}
              </p>
              {group.items.map((item) => (
                <MenuOption
                  key={item.id}
                  item={item}
                  domId={`${id}-${item.id}`}
                  isActive={item === active}
                  calendar={calendar}
                  onPoint={() => onPoint(item.id)}
                  onChoose={() => onChoose(item)}
                />
              ))}
            </div>
          ))}
        </div>
        {groups.length === 0 && <Nothing found={found} />}
      </div>
      <p aria-live="polite" className="sr-only">
        {countHits(found)}
      </p>
      {found.failure !== null && !found.searching && <Failure words={found.failure} onRetry={onRetry} />}
    </div>
  );
}

function Nothing({ found: { text, searching } }: { found: SearchState }) {
  return (
    <p className="px-4.5 py-1 text-sm text-quiet">
      {searching ? "Searching…" : text === "" ? "Nothing of that name." : `Nothing was found for “${text}”.`}
    </p>
  );
}

function countHits({ hits, searching }: SearchState): string {
  if (hits === null || searching) return "";
  return `${hits.length} ${hits.length === 1 ? "chat" : "chats"} found.`;
}

function Failure({ words, onRetry }: { words: string; onRetry: () => void }) {
  return (
    <div role="alert" className="flex items-center gap-4 border-t border-rule px-4.5 py-2.5 text-sm">
      <p className="min-w-0 flex-1 leading-relaxed">Only the titles were searched. {words}</p>
      <button
        type="button"
        onClick={onRetry}
        className="rounded-sm border border-rule-strong px-2.5 py-1 hover:border-accent hover:text-accent"
      >
        Retry
      </button>
    </div>
  );
}
