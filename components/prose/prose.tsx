import { useRef, useState } from "react";
import { useNear } from "#components/ui";
import { type MarkdownProps, useMarkdown } from "./loaded-markdown.ts";

const none: MarkdownProps["runs"] = [];

/**
 * A model's text. What the server sent of it stays until Markdown is loaded and the text is near, and text that comes later is shown
 * plainly until then. A `Suspense` would show it plainly in both cases: its fallback is sent first with all that is long, and comes
 * back with any change before its content is loaded.
 */
export function Prose({ text, live, runs = none }: Omit<MarkdownProps, "runs"> & Partial<MarkdownProps>) {
  const Markdown = useMarkdown();
  const frame = useRef<HTMLDivElement>(null);
  const isNear = useNear(frame);
  const [first] = useState({ text, isSent: !isNear });
  const isSent = first.isSent && first.text === text;
  if (Markdown && (isNear || !isSent))
    return (
      <div className="prose">
        <Markdown text={text} live={live} runs={runs} />
      </div>
    );
  if (isSent)
    return (
      // biome-ignore lint/security/noDangerouslySetInnerHtml: it leaves untouched what is there, and adds nothing.
      <div ref={frame} className="prose" suppressHydrationWarning dangerouslySetInnerHTML={nothing} />
    );
  return (
    <div className="prose">
      <p className="whitespace-pre-wrap">{text}</p>
    </div>
  );
}

const nothing = { __html: "" };
