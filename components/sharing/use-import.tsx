import { type ReactNode, useRef, useState } from "react";
import { createSharingRequests } from "./sharing-requests.ts";

interface ImportParts {
  onImported: (chatId: string) => void;
  /** Told why nothing was imported. */
  onTrouble: (words: string) => void;
}

interface Import {
  /** Has a file chosen, and imports it. */
  choose: () => void;
  importing: boolean;
  /** To be put somewhere that stays. Nobody sees it. */
  field: ReactNode;
}

/** Adds a chat from a file that was exported as JSON. */
export function useImport({ onImported, onTrouble }: ImportParts): Import {
  const [requests] = useState(() => createSharingRequests((...request) => fetch(...request)));
  const [importing, setImporting] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  async function take(file: File) {
    setImporting(true);
    try {
      onImported(await requests.import(file));
    } catch (error) {
      onTrouble(`“${file.name}” could not be imported. ${error instanceof Error ? error.message : error}`);
    } finally {
      setImporting(false);
    }
  }

  return {
    choose: () => !importing && input.current?.click(),
    importing,
    field: (
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        onChange={({ target }) => {
          const file = target.files?.[0];
          // So that the same file can be chosen again.
          target.value = "";
          if (file) void take(file);
        }}
      />
    ),
  };
}
