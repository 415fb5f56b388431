import { type ReactNode, useEffect, useRef } from "react";
import type { SearchHit } from "#lib/chats";
import type { Calendar } from "./days.ts";
import type { MenuItem } from "./menu-items.ts";

interface MenuOptionProps {
  item: MenuItem;
  domId: string;
  isActive: boolean;
  calendar: Calendar;
  onPoint: () => void;
  onChoose: () => void;
}

/** The field keeps the focus, and with it the keyboard. */
export function MenuOption({ item, domId, isActive, calendar, onPoint, onChoose }: MenuOptionProps) {
  const option = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) option.current?.scrollIntoView({ block: "nearest" });
  }, [isActive]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keyboard, as the pattern of a combobox wants it.
    // biome-ignore lint/a11y/useFocusableInteractive: the same.
    <div
      ref={option}
      id={domId}
      role="option"
      aria-selected={isActive}
      onPointerMove={onPoint}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
      className="cursor-pointer border-l-2 border-transparent px-4 py-1.5 text-sm aria-selected:border-accent aria-selected:bg-sheet pointer-coarse:py-2.5"
    >
      <Content item={item} calendar={calendar} />
    </div>
  );
}

function Content({ item, calendar }: { item: MenuItem; calendar: Calendar }) {
  switch (item.kind) {
    case "command":
      return (
        <Line
          note={
            item.command.shortcut && (
              <kbd className="font-sans pointer-coarse:hidden">{item.command.shortcut}</kbd>
            )
          }
        >
          {item.command.name}
        </Line>
      );
    case "chat":
      return <Line note={calendar.nameDay(item.chat.updatedAt)}>{item.chat.title}</Line>;
    case "hit":
      return <Hit hit={item.hit} day={calendar.nameDay(item.hit.updatedAt)} />;
  }
}

function Line({ children, note }: { children: ReactNode; note: ReactNode }) {
  return (
    <p className="flex items-baseline gap-3">
      <span className="min-w-0 truncate">{children}</span>
      <span className="ml-auto shrink-0 text-xs text-quiet">{note}</span>
    </p>
  );
}

function Hit({ hit, day }: { hit: SearchHit; day: string }) {
  const isInTitle = hit.messageId === null;
  return (
    <>
      <Line note={day}>{isInTitle && hit.excerpt.length > 0 ? <Excerpt hit={hit} /> : hit.title}</Line>
      {!isInTitle && (
        <p className="line-clamp-2 text-xs leading-relaxed text-quiet [overflow-wrap:anywhere]">
          <Excerpt hit={hit} />
        </p>
      )}
    </>
  );
}

function Excerpt({ hit: { excerpt } }: { hit: SearchHit }) {
  let at = 0;
  return excerpt.map(({ text, match }) => {
    const key = at;
    at += text.length;
    return match ? (
      <mark key={key} className="bg-[color-mix(in_srgb,var(--accent)_18%,transparent)] font-medium text-ink">
        {text}
      </mark>
    ) : (
      text
    );
  });
}
