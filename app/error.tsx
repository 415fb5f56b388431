"use client";

import { PageTitle } from "#components/ui";

interface ErrorPageProps {
  error: Error & { digest?: string };
}

/** Where a page could not be made: most likely the database is away. */
export default function ErrorPage({ error: { digest } }: ErrorPageProps) {
  return (
    <main className="mx-auto flex h-dvh max-w-[52ch] flex-col justify-center px-4 pb-[12vh]">
      <PageTitle title="This page could not be made" />
      <h1 className="font-serif text-3xl leading-tight text-balance">This page could not be made.</h1>
      <p className="mt-3 font-serif text-lg leading-relaxed text-quiet">
        The server failed while it looked for what belongs here; its log says more
        {digest !== undefined && ` under the digest ${digest}`}. What was saved before is not touched by it.
      </p>
      <p className="mt-6">
        <button
          type="button"
          onClick={() => location.reload()}
          className="rounded-sm border border-rule-strong px-3 py-1.5 text-sm hover:border-accent hover:text-accent"
        >
          Try again
        </button>
      </p>
    </main>
  );
}
