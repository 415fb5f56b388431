import { type ChatMessage, type Execution, readMessage } from "#lib/agent";
import {
  type ChatStore,
  type ChatTree,
  createSharing,
  type Download,
  type ExportForm,
  type Sharing,
  type SharingParts,
} from "#lib/chats";
import type { Review } from "#lib/safety";
import type { Program, RunResult } from "#lib/sandbox";

/** Chats for the tests of what leaves this server, and the part that lets them out. */

const record = {
  facts: null,
  model: "reviewer-1",
  policyVersion: null,
  shown: null,
  codeSha256: "0",
  at: 0,
  ms: 1,
  tokens: null,
  costUsd: null,
  remembered: false,
  opinion: "first",
  others: [],
  totalMs: 1,
} satisfies Partial<Review>;

export const safe: Review = {
  ...record,
  verdict: "safe",
  category: "none",
  cause: null,
  reason: "It only counts.",
  effects: null,
};

export const unsafe: Review = {
  ...record,
  verdict: "unsafe",
  category: "host_access",
  cause: null,
  reason: "It reads files.",
  effects: null,
};

export const cost = { wallMs: 3, peakMemoryBytes: 65_536 };

export function completed(value: Extract<RunResult, { status: "completed" }>["value"]): RunResult {
  return { status: "completed", value, output: [], cost };
}

/** A program as it is when nothing in it has to be changed. */
export function plain(code: string): Program {
  return { written: code, code, sha256: "0" };
}

export function finished(program: Program, result: RunResult, laterReviews: Review[] = []): Execution {
  return { status: "finished", program, review: safe, laterReviews, result };
}

export function refused(code: string): Execution {
  return { status: "refused", program: plain(code), review: unsafe, laterReviews: [] };
}

export function question(text: string, id = "question-1"): ChatMessage {
  return { id, role: "user", parts: [{ type: "text", text }] };
}

/** An answer of texts and of runs with their titles. */
export function answer(parts: (string | [title: string, run: Execution])[], id = "answer-01"): ChatMessage {
  return {
    id,
    role: "assistant",
    metadata: {
      model: "model-1",
      demo: false,
      status: "complete",
      failure: null,
      stepLimitReached: null,
      refusalLimitReached: null,
      tokens: null,
      costUsd: null,
      startedAt: 0,
      firstMs: null,
      totalMs: 5,
    },
    parts: parts.map((part, index) => {
      if (typeof part === "string") return { type: "text", text: part };
      const [title, output] = part;
      return {
        type: "tool-execute_code",
        toolCallId: `call-${id}-${index}`,
        state: "output-available",
        input: { title, code: output.program.written },
        output,
      };
    }),
  };
}

/** A chat in which each message follows the one before it. */
export function chain(messages: ChatMessage[], more: Partial<ChatTree> = {}): ChatTree {
  return {
    title: "Counting",
    createdAt: Date.UTC(2026, 10, 20, 9, 30),
    updatedAt: Date.UTC(2026, 10, 21, 9, 30),
    headId: messages.at(-1)?.id ?? null,
    messages: messages.map((message, index) => ({
      message,
      parentId: messages[index - 1]?.id ?? null,
      createdAt: Date.UTC(2026, 10, 20, 9, 30 + index),
      unverified: false,
    })),
    ...more,
  };
}

/** One chat in a store that takes more, and the part that lets it out; both of nobody else than "owner". */
export function share(tree: ChatTree, parts: Partial<SharingParts> = {}) {
  const added: { tree: ChatTree; unverified: boolean }[] = [];
  const mine = (owner: string, id: string) => owner === "owner" && id === "chat-0001";
  const chats = {
    async loadTree(owner: string, id: string) {
      return mine(owner, id) ? tree : null;
    },
    async load(owner: string, id: string) {
      if (!mine(owner, id)) return null;
      return {
        title: tree.title,
        createdAt: tree.createdAt,
        messages: tree.messages.map(({ message }) => message),
        unverified: tree.messages.flatMap(({ message, unverified }) => (unverified ? [message.id] : [])),
      };
    },
    async addTree(_owner: string, brought: ChatTree, { unverified }: { unverified: boolean }) {
      added.push({ tree: brought, unverified });
      return "chat-0002";
    },
  } as unknown as ChatStore;
  const sharing = createSharing({
    chats,
    sign: (text) => `signed ${text.length} ${hash(text)}`,
    verify: (text, signature) => signature === `signed ${text.length} ${hash(text)}`,
    readMessage,
    ...parts,
  });
  return { sharing, added };
}

function hash(text: string): number {
  let sum = 0;
  for (const unit of text) sum = (sum * 31 + unit.charCodeAt(0)) | 0;
  return sum;
}

export async function exportText(tree: ChatTree, form: "markdown" | "json" | "mjs"): Promise<string> {
  return (await exportFrom(share(tree).sharing, form)).text;
}

/** The file of the one chat. */
export async function exportFrom(sharing: Sharing, form: ExportForm): Promise<Download> {
  const exported = await sharing.export("owner", "chat-0001", form);
  if (!exported.ok) throw new Error(exported.message);
  return exported.download;
}
