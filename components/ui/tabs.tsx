import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";

export interface Tab {
  name: string;
  content: ReactNode;
}

interface TabsProps {
  label: string;
  tabs: [Tab, ...Tab[]];
  /** The name of one of them; the first is shown for any other. */
  chosen: string | null;
  onChoose: (name: string) => void;
}

/** Tabs with a roving focus: one stop for Tab, arrows between them. Only the chosen content is rendered. */
export function Tabs({ label, tabs, chosen, onChoose }: TabsProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const index = Math.max(
    0,
    tabs.findIndex((tab) => tab.name === chosen),
  );
  const current = tabs[index] ?? tabs[0];

  function moveTo(event: KeyboardEvent) {
    const next = nextIndex(event.key, index, tabs.length);
    const tab = next === null ? undefined : tabs[next];
    if (next === null || !tab) return;
    event.preventDefault();
    onChoose(tab.name);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div
        role="tablist"
        aria-label={label}
        ref={list}
        onKeyDown={moveTo}
        className="flex shrink-0 gap-4 overflow-x-auto border-b border-rule px-4"
      >
        {tabs.map((tab) => (
          <button
            key={tab.name}
            type="button"
            role="tab"
            id={`${id}-${tab.name}`}
            aria-selected={tab === current}
            aria-controls={tab === current ? `${id}-panel` : undefined}
            tabIndex={tab === current ? 0 : -1}
            onClick={() => onChoose(tab.name)}
            className="-mb-px border-b-2 border-transparent py-2 text-sm text-quiet -outline-offset-2 hover:text-ink aria-selected:border-accent aria-selected:text-ink"
          >
            {tab.name}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${current.name}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the panel scrolls, so the keyboard must reach it.
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto p-4 -outline-offset-2"
      >
        {current.content}
      </div>
    </div>
  );
}

function nextIndex(key: string, index: number, count: number): number | null {
  switch (key) {
    case "ArrowRight":
      return (index + 1) % count;
    case "ArrowLeft":
      return (index + count - 1) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
