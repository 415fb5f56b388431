import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Dialog, writeClipboard } from "#components/ui";

interface ShareDialogProps {
  /** Null while there is no link. */
  shareToken: string | null;
  /** Resolves to the token; rejects, as the other does, with words for the reader. */
  onMake: () => Promise<string>;
  onWithdraw: () => Promise<void>;
  onClose: () => void;
}

type Status = "idle" | "busy" | "copied" | "uncopied" | "withdrawn";

/** Makes and withdraws a chat's link, and says before what that means. */
export function ShareDialog({ shareToken, onMake, onWithdraw, onClose }: ShareDialogProps) {
  const [status, setStatus] = useState<Status>("idle");
  const [trouble, setTrouble] = useState<string | null>(null);

  async function act(action: () => Promise<Status>, failed: string) {
    setStatus("busy");
    setTrouble(null);
    try {
      setStatus(await action());
    } catch (error) {
      setStatus("idle");
      setTrouble(`${failed} ${error instanceof Error ? error.message : error}`);
    }
  }

  const copy = async (token: string): Promise<Status> =>
    (await writeClipboard(linkTo(token))) ? "copied" : "uncopied";

  const make = () => act(async () => copy(await onMake()), "The link could not be made.");

  const withdraw = () =>
    act(async () => {
      await onWithdraw();
      return "withdrawn";
    }, "The link could not be withdrawn, so it may still lead to the chat.");

  return (
    <Dialog
      aria-label="Share this chat"
      className="inset-x-0 top-[min(12dvh,6rem)] bottom-auto mx-auto border w-[min(34rem,calc(100vw-1.5rem))]"
      onClose={onClose}
    >
      <div className="p-4 text-sm leading-relaxed sm:p-5">
        <h2 className="mb-2 font-serif text-lg font-semibold tracking-tight">Share this chat</h2>
        <p>
          Everybody who has the link can read the chat, until you withdraw it: questions, answers, programs,
          verdicts and results. Readers see the branch you are on whenever they open the link, so also what is
          asked and answered in it later. They cannot write in it, and see nothing else of yours.
        </p>
        {shareToken !== null && <Link url={linkTo(shareToken)} />}
        <p role="status" className="mt-3 text-quiet empty:hidden">
          {describeStatus(status)}
        </p>
        {trouble !== null && (
          <p role="alert" className="mt-3 border-l-2 border-unavailable pl-3 [overflow-wrap:anywhere]">
            {trouble}
          </p>
        )}
        <div className="mt-4 flex flex-wrap gap-2">
          {/* One button, which keeps the focus: whoever clicks it twice copies the link twice. */}
          <Action
            busy={status === "busy"}
            focused={status === "withdrawn"}
            onClick={
              shareToken === null
                ? make
                : () => void act(() => copy(shareToken), "The link could not be copied.")
            }
          >
            {shareToken !== null
              ? "Copy the link"
              : status === "withdrawn"
                ? "Make another link"
                : "Make a link"}
          </Action>
          {shareToken !== null && (
            <Action busy={status === "busy"} onClick={withdraw}>
              Withdraw the link
            </Action>
          )}
          <Action onClick={onClose}>Close</Action>
        </div>
      </div>
    </Dialog>
  );
}

function linkTo(shareToken: string): string {
  return `${location.origin}/shared/${shareToken}`;
}

function describeStatus(status: Status): string | null {
  switch (status) {
    case "idle":
    case "busy":
      return null;
    case "copied":
      return "The link is copied.";
    case "uncopied":
      return "The link could not be copied by itself: copy it from the field.";
    case "withdrawn":
      return "The link is withdrawn: whoever follows it finds no chat.";
  }
}

function Link({ url }: { url: string }) {
  const id = useId();
  return (
    <div className="mt-4">
      <label htmlFor={id} className="text-xs text-quiet">
        Link
      </label>
      <input
        id={id}
        readOnly
        value={url}
        onFocus={({ target }) => target.select()}
        className="w-full border-b border-rule-strong bg-transparent py-1.5 font-mono text-[0.8125rem] -outline-offset-2"
      />
    </div>
  );
}

interface ActionProps {
  busy?: boolean;
  /** What had the focus is gone. */
  focused?: boolean;
  onClick: () => void;
  children: ReactNode;
}

function Action({ busy = false, focused = false, onClick, children }: ActionProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focused) button.current?.focus();
  }, [focused]);
  return (
    <button
      ref={button}
      type="button"
      aria-disabled={busy}
      onClick={() => !busy && onClick()}
      className="rounded-sm border border-rule-strong px-3 py-1.5 hover:border-accent hover:text-accent aria-disabled:text-quiet pointer-coarse:py-2.5"
    >
      {children}
    </button>
  );
}
