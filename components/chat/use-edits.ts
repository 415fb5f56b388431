import { useEffect, useState, useSyncExternalStore } from "react";
import type { RunEdits } from "#components/run";
import type { Edit } from "#lib/chats";
import { editRequests } from "./edit-requests.ts";
import { createRunEditing, type RunEditing } from "./run-editing.ts";
import type { Talk } from "./talk.ts";

interface EditsParts {
  talk: Talk;
  /** The run that the panel shows and where it stands, since answers beside one another may have runs of one id; null while it is closed. */
  shown: { messageId: string; runId: string } | null;
  model: string;
  /** Why its program cannot be edited now, and no version of it used; null when they can. */
  blocked: string | null;
  unusable: string | null;
  onUse: (edit: Edit) => void;
}

/** Changed programs of a chat's runs. A run goes on while the panel is closed, and ends when the chat is left. */
export function useEdits({ talk, shown, model, blocked, unusable, onUse }: EditsParts): RunEdits | null {
  const [editings] = useState(() => new Map<string, RunEditing>());
  const editing = shown && find(editings, talk, shown);
  const state = useSyncExternalStore(
    editing?.subscribe ?? subscribeToNothing,
    () => editing?.getState() ?? null,
    () => null,
  );

  // Before its answer has ended the server does not have the run.
  useEffect(() => {
    if (blocked === null) void editing?.open();
  }, [editing, blocked]);
  useEffect(
    () => () => {
      for (const one of editings.values()) one.stop();
    },
    [editings],
  );

  if (!editing || !state) return null;
  const { edit, choose, write, stop } = editing;
  return {
    ...{ state, blocked, unusable, edit, choose, write, stop },
    run: (code) => void editing.run(code, model),
    reload: () => void editing.open(),
    use: onUse,
  };
}

const subscribeToNothing = () => () => {};

function find(
  editings: Map<string, RunEditing>,
  { chatId, draft }: Talk,
  { messageId, runId }: NonNullable<EditsParts["shown"]>,
): RunEditing {
  const key = `${messageId} ${runId}`;
  const known = editings.get(key);
  if (known) return known;
  const made = createRunEditing({ chatId, runId, requests: editRequests, draft });
  editings.set(key, made);
  return made;
}
