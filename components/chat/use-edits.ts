import { useEffect, useState, useSyncExternalStore } from "react";
import type { RunEdits, RunPart } from "#components/run";
import type { Edit } from "#lib/chats";
import { editRequests } from "./edit-requests.ts";
import { createRunEditing, type RunEditing } from "./run-editing.ts";
import type { Talk } from "./talk.ts";

interface EditsParts {
  talk: Talk;
  /** The run that the panel shows; null while it is closed. */
  runId: string | null;
  model: string;
  /** Why its program cannot be edited now, and no version of it used; null when they can. */
  blocked: string | null;
  unusable: string | null;
  onUse: (edit: Edit) => void;
}

/** Changed programs of a chat's runs. A run goes on while the panel is closed, and ends when the chat is left. */
export function useEdits({ talk, runId, model, blocked, unusable, onUse }: EditsParts): RunEdits | null {
  const [editings] = useState(() => new Map<RunPart["toolCallId"], RunEditing>());
  const editing = runId === null ? null : find(editings, talk, runId);
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

function find(editings: Map<string, RunEditing>, talk: Talk, runId: string): RunEditing {
  const known = editings.get(runId);
  if (known) return known;
  const { chatId, draft } = talk;
  const made = createRunEditing({ chatId, runId, requests: editRequests, draft });
  editings.set(runId, made);
  return made;
}
