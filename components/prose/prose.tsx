import { lazy, Suspense } from "react";

const loadMarkdown = () => import("./markdown.tsx");

const Markdown = lazy(loadMarkdown);

/** Called when a question is sent, so that the first words of the answer find it loaded. */
export const preloadMarkdown = () => void loadMarkdown();

/** A model's text. Shown plainly until Markdown is loaded. */
export function Prose({ text, live }: { text: string; live: boolean }) {
  return (
    <div className="prose">
      <Suspense fallback={<p className="whitespace-pre-wrap">{text}</p>}>
        <Markdown text={text} live={live} />
      </Suspense>
    </div>
  );
}
