import type { ReactNode } from "react";
import { SidebarButton } from "#components/sidebar";

interface HeaderProps {
  /** Null for a chat that has none yet. */
  title: string | null;
  /** What can be done with the chat. */
  children?: ReactNode;
}

export function Header({ title, children }: HeaderProps) {
  return (
    <header className="flex shrink-0 items-center gap-2 border-b border-rule px-2 py-2.5">
      <SidebarButton />
      <h1 className="min-w-0 flex-1 truncate font-serif text-lg leading-8 font-semibold tracking-tight">
        {title ?? <span className="double-underline">Workings</span>}
      </h1>
      {children}
    </header>
  );
}
