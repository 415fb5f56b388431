import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  type ToggleEvent,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
} from "react";

interface MenuProps {
  /** Names the button and the menu. */
  label: string;
  items: { name: string; run: () => void }[];
  /** How far left of the button's right edge it ends, in pixels; 0 unless told. */
  insetPx?: number;
  /** Of the button. */
  className: string;
  /** What the button shows. */
  children: ReactNode;
}

/** Room that an item takes at most, in pixels. */
const itemPx = 44;

/**
 * A button with a menu. The browser opens it over everything, closes it at a click elsewhere or Escape, and gives the
 * focus back.
 */
export function Menu({ label, items, insetPx = 0, className, children }: MenuProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);

  function place({ newState }: ToggleEvent<HTMLDivElement>) {
    if (!button.current || !menu.current || newState !== "open") return;
    setOpen(true);
    const { top, bottom, right } = button.current.getBoundingClientRect();
    const above = innerHeight - bottom < (items.length + 0.5) * itemPx;
    menu.current.style.right = `${document.documentElement.clientWidth - right + insetPx}px`;
    menu.current.style.top = above ? "auto" : `${bottom + 4}px`;
    menu.current.style.bottom = above ? `${innerHeight - top + 4}px` : "auto";
  }

  /** What is not shown takes no focus, and what has it must last until the browser has given it back. */
  function finish({ newState }: ToggleEvent<HTMLDivElement>) {
    if (newState === "closed") setOpen(false);
    else menu.current?.querySelector("button")?.focus();
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        className={className}
      >
        {children}
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        onBeforeToggle={place}
        onToggle={finish}
        className="fixed inset-auto m-0 min-w-36 border border-rule-strong bg-paper py-1 text-ink"
      >
        {open && <Items items={items} button={button} onChoose={() => menu.current?.hidePopover()} />}
      </div>
    </>
  );
}

interface ItemsProps extends Pick<MenuProps, "items"> {
  /** What they belong to. */
  button: RefObject<HTMLButtonElement | null>;
  onChoose: () => void;
}

function Items({ items, button, onChoose }: ItemsProps) {
  const list = useRef<HTMLDivElement>(null);
  const close = useEffectEvent(onChoose);
  useEffect(() => {
    const readTop = () => button.current?.getBoundingClientRect().top;
    const top = readTop();
    // The browser tells of a scroll a moment after it, and so perhaps of one from before the menu was opened.
    const closeWhenMoved = () => {
      if (readTop() !== top) close();
    };
    addEventListener("scroll", closeWhenMoved, { capture: true });
    return () => removeEventListener("scroll", closeWhenMoved, { capture: true });
  }, [button]);

  function move(event: KeyboardEvent<HTMLDivElement>) {
    if (event.key === "Escape") event.nativeEvent.stopImmediatePropagation();
    if (event.key === "Tab") onChoose();
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const at = buttons.findIndex((button) => button.matches(":focus"));
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    buttons.at(next % buttons.length)?.focus();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the menu around it has the role.
    <div ref={list} onKeyDown={move}>
      {items.map(({ name, run }) => (
        <button
          key={name}
          type="button"
          role="menuitem"
          tabIndex={-1}
          onClick={() => {
            onChoose();
            run();
          }}
          className="block w-full px-3 py-1.5 text-left text-sm -outline-offset-2 hover:bg-sheet focus:bg-sheet pointer-coarse:py-2.5"
        >
          {name}
        </button>
      ))}
    </div>
  );
}
