import { type ComponentProps, useMemo } from "react";
import { type Components, type ExtraProps, Streamdown, useIsCodeFenceIncomplete } from "streamdown";
import { createComputed } from "#components/figures";
import { Code, CopyButton, ScrollBox } from "#components/ui";
import { allowedElements, keepSafeUrl, linkRel } from "./allowed.ts";
import { ComputedContext, Figure } from "./figure.tsx";
import type { MarkdownProps } from "./loaded-markdown.ts";
import { figureTag, separateFigures } from "./separate-figures.ts";

type Props<Tag extends keyof React.JSX.IntrinsicElements> = ComponentProps<Tag> & ExtraProps;

function Link({ href, children }: Props<"a">) {
  if (href === undefined || href === "") return <>{children}</>;
  return (
    <a href={href} target="_blank" rel={linkRel}>
      {children}
    </a>
  );
}

function CodeBlock({ node }: Props<"pre">) {
  const writing = useIsCodeFenceIncomplete();
  const code = node?.children[0];
  if (code?.type !== "element") return null;
  const text = code.children.map((child) => (child.type === "text" ? child.value : "")).join("");
  const names = code.properties.className;
  const language = (Array.isArray(names) ? names : [])
    .map(String)
    .find((name) => name.startsWith("language-"));
  return (
    <div className="my-4">
      <div className="flex items-baseline justify-between font-sans text-xs text-quiet">
        <span>{language?.slice("language-".length)}</span>
        <CopyButton text={() => text} label="this code" />
      </div>
      <Code
        code={text.replace(/\n$/, "")}
        label="Code"
        language={language?.slice("language-".length) ?? ""}
        lineNumbers={false}
        writing={writing}
      />
    </div>
  );
}

function Table({ children }: Props<"table">) {
  return (
    <ScrollBox label="Table">
      <table className="ledger">{children}</table>
    </ScrollBox>
  );
}

/** Headings start below the page's own and below those of the runs. */
const components: Components = {
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  h4: ({ children }) => <h5>{children}</h5>,
  h5: ({ children }) => <h6>{children}</h6>,
  h6: ({ children }) => <h6>{children}</h6>,
  p: ({ children }) => <p>{children}</p>,
  hr: () => <hr />,
  blockquote: ({ children }) => <blockquote>{children}</blockquote>,
  strong: ({ children }) => <strong>{children}</strong>,
  sup: ({ children }) => <sup>{children}</sup>,
  ul: ({ children }) => <ul>{children}</ul>,
  ol: ({ children, start }) => <ol start={start}>{children}</ol>,
  li: ({ children }) => <li>{children}</li>,
  a: Link,
  img: ({ alt }) => <>{alt}</>,
  inlineCode: ({ children }) => <code>{children}</code>,
  pre: CodeBlock,
  table: Table,
  thead: ({ children }) => <thead>{children}</thead>,
  tbody: ({ children }) => <tbody>{children}</tbody>,
  tr: ({ children }) => <tr>{children}</tr>,
  th: ({ children, style }) => <th style={style}>{children}</th>,
  td: ({ children, style }) => <td style={style}>{children}</td>,
  [figureTag]: ({ children }: Props<"data">) =>
    typeof children === "string" ? <Figure text={children} /> : children,
};

/** Without a plugin that parses it, raw HTML stays text. */
const rehypePlugins = [separateFigures];

/** Loaded with the first answer. */
export default function Markdown({ text, live, runs }: MarkdownProps) {
  const computed = useMemo(() => createComputed(runs), [runs]);
  return (
    <ComputedContext value={computed}>
      <Streamdown
        mode={live ? "streaming" : "static"}
        rehypePlugins={rehypePlugins}
        allowedElements={allowedElements}
        unwrapDisallowed
        urlTransform={keepSafeUrl}
        components={components}
        controls={false}
        linkSafety={{ enabled: false }}
      >
        {text}
      </Streamdown>
    </ComputedContext>
  );
}
