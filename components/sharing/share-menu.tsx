import { useState } from "react";
import { Menu, SharedIcon, saveFile } from "#components/ui";
import type { ExportForm } from "#lib/chats";
import { ShareDialog } from "./share-dialog.tsx";
import { createSharingRequests } from "./sharing-requests.ts";

interface ShareMenuProps {
  chatId: string;
  /** The unguessable part of the chat's link; null while it has none. */
  shareToken: string | null;
  /** Told when the link was made or withdrawn. */
  onShare: (shareToken: string | null) => void;
  /** Told why something could not be done. */
  onTrouble: (words: string) => void;
}

const forms: { name: string; form: ExportForm }[] = [
  { name: "Export as Markdown", form: "markdown" },
  { name: "Export as JSON", form: "json" },
  { name: "Export the programs (.mjs)", form: "mjs" },
];

/** What takes a chat out of here: a link to it, and files. */
export function ShareMenu({ chatId, shareToken, onShare, onTrouble }: ShareMenuProps) {
  const [requests] = useState(() => createSharingRequests((...request) => fetch(...request)));
  const [isOpen, setOpen] = useState(false);
  const isShared = shareToken !== null;

  async function save(form: ExportForm) {
    try {
      const { name, content } = await requests.export(chatId, form);
      saveFile(name, content);
    } catch (error) {
      onTrouble(`The chat could not be exported. ${error instanceof Error ? error.message : error}`);
    }
  }

  return (
    <>
      <Menu
        label={isShared ? "Shared: share and export" : "Share and export"}
        items={[
          { name: isShared ? "Show or withdraw the link" : "Share by a link", run: () => setOpen(true) },
          ...forms.map(({ name, form }) => ({ name, run: () => void save(form) })),
        ]}
        className={`inline-flex h-8 shrink-0 items-center gap-1.5 rounded-sm px-2 text-sm hover:text-ink aria-expanded:text-ink pointer-coarse:h-11 ${isShared ? "text-accent" : "text-quiet"}`}
      >
        <SharedIcon />
        {isShared ? "Shared" : "Share"}
      </Menu>
      {isOpen && (
        <ShareDialog
          shareToken={shareToken}
          onMake={async () => {
            const token = await requests.share(chatId);
            onShare(token);
            return token;
          }}
          onWithdraw={async () => {
            await requests.unshare(chatId);
            onShare(null);
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
