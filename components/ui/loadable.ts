import { type ComponentType, useEffect, useSyncExternalStore } from "react";

/** How far a component that is fetched has come. */
export interface Loading<Props> {
  /** Null until it is there. */
  Component: ComponentType<Props> | null;
  /** Whether it could not be fetched the last time; still so while it is tried again. */
  failed: boolean;
}

/** A component that is fetched when it is first needed. */
export interface Loadable<Props> {
  subscribe: (listener: () => void) => () => void;
  read: () => Loading<Props>;
  load: () => void;
}

const waiting = { Component: null, failed: false };

/** What failed to come is tried again by the next one who needs it, and by whoever calls `load`. */
export function createLoadable<Props>(
  fetch: () => Promise<{ default: ComponentType<Props> }>,
): Loadable<Props> {
  let loading: Loading<Props> = waiting;
  let isLoading = false;
  const listeners = new Set<() => void>();
  function end(news: Loading<Props>) {
    isLoading = false;
    loading = news;
    for (const listener of listeners) listener();
  }
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read: () => loading,
    load() {
      if (loading.Component || isLoading) return;
      isLoading = true;
      void fetch().then(
        (module) => end({ Component: module.default, failed: false }),
        () => end({ Component: null, failed: true }),
      );
    },
  };
}

/** None on the server, while the page takes over what the server sent, and until it is loaded. */
export function useLoaded<Props>({ subscribe, read, load }: Loadable<Props>): Loading<Props> {
  const loading = useSyncExternalStore<Loading<Props>>(subscribe, read, () => waiting);
  useEffect(load, [load]);
  return loading;
}
