"use client";

import Link from "next/link";
import { PageTitle } from "#components/ui";
import { column } from "./column.ts";
import { Header } from "./header.tsx";

/** In the place of a chat that its address does not lead to. */
export function MissingChat() {
  return (
    <div className="@container flex h-dvh flex-col">
      <PageTitle title="No such chat" />
      <Header title={null} />
      <main className={`${column} flex-1 pt-[6vh] @3xl:pt-[12vh]`}>
        <h2 className="font-serif text-3xl leading-tight text-balance @3xl:text-4xl">
          There is no chat here.
        </h2>
        <p className="mt-3 max-w-[52ch] font-serif text-lg leading-relaxed text-quiet">
          It was deleted, or it belongs to another browser: a chat can be seen only where it was begun.
          Whoever began it can share a link to it.
        </p>
        <p className="mt-6">
          <Link href="/" className="text-accent underline decoration-1 underline-offset-3 hover:decoration-2">
            Begin a new chat
          </Link>
        </p>
      </main>
    </div>
  );
}
