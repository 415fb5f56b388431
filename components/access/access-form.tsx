"use client";

import { type FormEvent, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { sendCode } from "./send-code.ts";

type State = { kind: "asking" } | { kind: "checking" } | { kind: "refused"; words: string };

const subscribeToNothing = () => () => {};

/** Asks for the code of a closed deployment, and then shows what stands at this address. */
export function AccessForm() {
  const field = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<State>({ kind: "asking" });
  // Sent by a browser alone, the code would stand in the address.
  const isReady = useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  );
  useEffect(() => field.current?.focus(), []);

  async function send(event: FormEvent) {
    event.preventDefault();
    const code = field.current?.value ?? "";
    if (state.kind === "checking") return;
    if (code.trim() === "") {
      field.current?.focus();
      return;
    }
    setState({ kind: "checking" });
    try {
      await sendCode(fetch, code);
      location.reload();
    } catch (error) {
      setState({ kind: "refused", words: error instanceof Error ? error.message : String(error) });
      field.current?.select();
    }
  }

  return (
    <main className="mx-auto flex min-h-dvh max-w-[52ch] flex-col justify-center px-4 pt-4 pb-[12vh]">
      <h1 className="font-serif text-3xl leading-tight text-balance">This place asks for a code.</h1>
      <p id="access-why" className="mt-3 font-serif text-lg leading-relaxed text-quiet">
        Workings answers by writing code and showing it. Whoever runs it here lets in those they have given a
        code.
      </p>
      <form onSubmit={send} method="post" className="mt-6">
        <label htmlFor="access-code" className="text-sm text-quiet">
          Access code
        </label>
        <div className="mt-1 flex items-end gap-2 border-b-2 border-rule-strong pb-1.5 focus-within:border-accent">
          <input
            id="access-code"
            ref={field}
            name="code"
            type="password"
            autoComplete="current-password"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={400}
            required
            aria-describedby="access-why access-state"
            aria-invalid={state.kind === "refused" || undefined}
            className="min-h-9 min-w-0 flex-1 bg-transparent py-1.5 font-mono text-base outline-none"
          />
          <button
            type="submit"
            disabled={!isReady}
            aria-disabled={state.kind === "checking"}
            className="mb-0.5 inline-flex min-h-9 shrink-0 items-center rounded-sm bg-accent px-3 text-sm font-medium text-accent-paper aria-disabled:opacity-60"
          >
            Open
          </button>
        </div>
        <p id="access-state" role="status" className="mt-2 min-h-6 text-sm">
          {tell(state)}
        </p>
      </form>
    </main>
  );
}

function tell(state: State): string {
  switch (state.kind) {
    case "asking":
      return "";
    case "checking":
      return "Checking…";
    case "refused":
      return state.words;
  }
}
