import { type ComponentType, useEffect, useSyncExternalStore } from "react";

/** A component that is fetched when it is first needed. */
export interface Loadable<Props> {
  subscribe: (listener: () => void) => () => void;
  /** Null until it is there. */
  read: () => ComponentType<Props> | null;
  load: () => void;
}

/** What failed to come is tried again by the next one who needs it; until then its plain form stands there. */
export function createLoadable<Props>(
  fetch: () => Promise<{ default: ComponentType<Props> }>,
): Loadable<Props> {
  let loaded: ComponentType<Props> | null = null;
  let isLoading = false;
  const listeners = new Set<() => void>();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read: () => loaded,
    load() {
      if (loaded || isLoading) return;
      isLoading = true;
      void fetch().then(
        (module) => {
          loaded = module.default;
          for (const listener of listeners) listener();
        },
        () => {
          isLoading = false;
        },
      );
    },
  };
}

/** Null on the server, while the page takes over what the server sent, and until it is loaded. */
export function useLoaded<Props>({ subscribe, read, load }: Loadable<Props>): ComponentType<Props> | null {
  const component = useSyncExternalStore(subscribe, read, () => null);
  useEffect(load, [load]);
  return component;
}
