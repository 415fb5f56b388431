import type { ChatStore, SharedChat } from "./chat-store.ts";
import { describeDownload, nameFile } from "./export/file-name.ts";
import { toJson } from "./export/json.ts";
import { toMarkdown } from "./export/markdown.ts";
import { toModule } from "./export/module.ts";
import { publish } from "./export/publish.ts";
import { type ImportParts, readImport } from "./import.ts";
import { maxFileBytes, maxMessages, maxWords } from "./import-bounds.ts";
import { createTurns } from "./turns.ts";

export interface SharingParts extends ImportParts {
  chats: ChatStore;
  /** Signs a text so that only this server could have. */
  sign: (text: string) => string | Promise<string>;
}

export type ExportForm = "markdown" | "json" | "mjs";

/** A file to be saved. */
export interface Download {
  text: string;
  contentType: string;
  /** The value of the header `content-disposition`, with a name made of the chat's title. */
  contentDisposition: string;
}

export type ImportEnd =
  | { ok: true; id: string; verified: boolean }
  /** `busy`: so many others wait already that this one was not looked at. */
  | { ok: false; reason: "no-export" | "too-large" | "busy"; message: string };

/** Imports that may wait for the one under way. Each is held in memory, up to some hundred megabytes. */
const maxWaiting = 3;

/** Exports that may: one of the largest chat takes seconds. */
const maxWaitingExports = 20;

/** Files that may be sent at a time, besides those that wait: each is held in memory too. */
const maxReceiving = 8;

export type ExportEnd =
  | { ok: true; download: Download }
  /** `too-large`: as JSON it would be more than an import takes; `busy`: too many others wait. The message is for a person. */
  | { ok: false; reason: "no-such-chat" | "too-large" | "busy"; message: string };

/** How chats leave this server and come to it. */
export interface Sharing {
  /** What an import takes, in bytes of the file. */
  maxFileBytes: number;
  /** Markdown and mjs have the branch one is on, JSON has all. One after the other, since each may take seconds. */
  export(owner: string, chatId: string, form: ExportForm): Promise<ExportEnd>;
  /** Before a file is received. Null where so many are that no further one can be; else what tells that it is in. */
  beginReceiving(): (() => void) | null;
  /**
   * Adds a chat from what an export as JSON holds; or says, for a person, why it cannot. The owner is asked for only when there
   * is a chat to add. One after the other, since each keeps the embedded database for itself, up to some seconds.
   */
  import(nameOwner: () => Promise<string>, json: unknown): Promise<ImportEnd>;
  /** A shared chat for anybody: nothing in it that readers have no use for. */
  read(shareToken: string): Promise<SharedChat | null>;
}

export function createSharing({ chats, sign, ...importing }: SharingParts): Sharing {
  const takeTurn = createTurns(maxWaiting);
  const takeExportTurn = createTurns(maxWaitingExports);
  let receiving = 0;

  async function readAndAdd(nameOwner: () => Promise<string>, json: unknown): Promise<ImportEnd> {
    const imported = await readImport(json, importing);
    if (!imported.ok) return imported;
    const { tree, verified } = imported;
    return {
      ok: true,
      id: await chats.addTree(await nameOwner(), tree, { unverified: !verified }),
      verified,
    };
  }

  async function loadAndWrite(owner: string, chatId: string, form: ExportForm): Promise<ExportEnd> {
    if (form === "json") {
      const tree = await chats.loadTree(owner, chatId);
      if (!tree) return noSuchChat;
      const text = await toJson(tree, sign, importing.readMessage);
      return text === null ? tooLarge : toDownload(tree.title, "json", "application/json", text);
    }
    const chat = await chats.load(owner, chatId);
    if (!chat) return noSuchChat;
    const at = Date.now();
    return form === "markdown"
      ? toDownload(chat.title, "md", "text/markdown; charset=utf-8", toMarkdown(chat, at))
      : toDownload(chat.title, "mjs", "text/javascript; charset=utf-8", toModule(chat, at));
  }

  return {
    maxFileBytes,
    export: async (owner, chatId, form) =>
      (await takeExportTurn(() => loadAndWrite(owner, chatId, form))) ?? exportBusy,
    beginReceiving() {
      if (receiving >= maxReceiving) return null;
      receiving += 1;
      return () => {
        receiving -= 1;
      };
    },
    async import(nameOwner, json) {
      const imported = takeTurn(() => readAndAdd(nameOwner, json));
      if (imported !== null) return imported;
      return importBusy;
    },
    async read(shareToken) {
      const chat = await chats.loadShared(shareToken);
      return chat && publish(chat);
    },
  };
}

const importBusy = {
  ok: false,
  reason: "busy",
  message: "This server is importing other chats. Try again in a minute.",
} as const;

const exportBusy: ExportEnd = {
  ok: false,
  reason: "busy",
  message: "This server is exporting other chats. Try again in a minute.",
};

const noSuchChat: ExportEnd = { ok: false, reason: "no-such-chat", message: "There is no such chat." };

const tooLarge: ExportEnd = {
  ok: false,
  reason: "too-large",
  message:
    `As JSON this chat would be more than can be imported again: ${maxFileBytes / 1024 / 1024} MB, ${maxMessages.toLocaleString("en")} messages ` +
    `and ${maxWords.toLocaleString("en")} different words. Export it as Markdown or its programs, which have no such bound; the chat stays here.`,
};

function toDownload(title: string, extension: string, contentType: string, text: string): ExportEnd {
  const contentDisposition = describeDownload(nameFile(title, extension));
  return { ok: true, download: { text, contentType, contentDisposition } };
}
