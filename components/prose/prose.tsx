import { useState, useSyncExternalStore } from "react";
import { type MarkdownProps, useMarkdown } from "./loaded-markdown.ts";

const none: MarkdownProps["runs"] = [];

/**
 * A model's text. What the server sent of it stays until Markdown is loaded, and text that comes later is shown plainly until
 * then. A `Suspense` would show it plainly in both cases: its fallback is sent first with all that is long, and comes back with
 * any change before its content is loaded.
 */
export function Prose({ text, live, runs = none }: Omit<MarkdownProps, "runs"> & Partial<MarkdownProps>) {
  const Markdown = useMarkdown();
  const [isSent] = useState(useIsTakenOver());
  if (Markdown)
    return (
      <div className="prose">
        <Markdown text={text} live={live} runs={runs} />
      </div>
    );
  // biome-ignore lint/security/noDangerouslySetInnerHtml: it leaves untouched what is there, and adds nothing.
  if (isSent) return <div className="prose" suppressHydrationWarning dangerouslySetInnerHTML={nothing} />;
  return (
    <div className="prose">
      <p className="whitespace-pre-wrap">{text}</p>
    </div>
  );
}

const nothing = { __html: "" };

/** Whether the page is just being taken over from the server, with all that stands in it. */
function useIsTakenOver(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => false,
    () => true,
  );
}
