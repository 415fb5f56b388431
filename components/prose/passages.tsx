import { type ComponentProps, memo, useState } from "react";
import Markdown from "./markdown.tsx";
import { createSplitter } from "./split-passages.ts";

/** Memoised because a text grows by its last passage while the others stand. */
const Passage = memo(Markdown);

/** A text in passages. Loaded with the first answer. */
export default function Passages({ text, live, ...more }: ComponentProps<typeof Markdown>) {
  const [split] = useState(createSplitter);
  const passages = split(text);
  return passages.map((passage, index) => (
    <Passage {...more} key={passage.at} text={passage.text} live={live && index === passages.length - 1} />
  ));
}
