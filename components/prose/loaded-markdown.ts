import { type ComponentType, lazy, useEffect, useSyncExternalStore } from "react";
import type { CompletedRun } from "#components/figures";

export interface MarkdownProps {
  text: string;
  /** Whether it is still being written. */
  live: boolean;
  /** What its figures may come from, oldest first. */
  runs: readonly CompletedRun[];
}

export type MarkdownComponent = ComponentType<MarkdownProps>;

const importMarkdown = () => import("./passages.tsx");

/** A server waits for it, so that what it sends is whole. */
const awaited: MarkdownComponent | null = typeof window === "undefined" ? lazy(importMarkdown) : null;

let loaded: MarkdownComponent | null = awaited;
let isLoading = false;
const listeners = new Set<() => void>();

/** Whoever shows an answer next finds it loaded. What failed is tried again by the next one who needs it. */
export function preloadMarkdown(): void {
  if (loaded || isLoading) return;
  isLoading = true;
  void importMarkdown().then(
    (module) => {
      loaded = module.default;
      for (const listener of listeners) listener();
    },
    () => {
      // Until then the text stands there as it is, which can be read.
      isLoading = false;
    },
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const read = () => loaded;

/** Null until it is loaded. */
export function useMarkdown(): MarkdownComponent | null {
  const markdown = useSyncExternalStore(subscribe, read, read);
  useEffect(preloadMarkdown, []);
  return markdown;
}
