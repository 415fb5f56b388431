import type { ComponentType, ReactNode } from "react";
import { createLoadable, useLoaded } from "./loadable.ts";

interface LaterOptions {
  /** What it is, as the beginning of a sentence. */
  name: string;
  /** What stands there until it is loaded. */
  meanwhile?: ReactNode;
  /** Where it is said that it could not be loaded. */
  className?: string;
}

/** A component that is loaded when it is first drawn. Where that fails it says so in its place, and can be tried again. */
export function loadLater<Props extends object>(
  fetch: () => Promise<{ default: ComponentType<Props> }>,
  { name, meanwhile = null, className = "" }: LaterOptions,
): ComponentType<Props> {
  const loadable = createLoadable(fetch);
  // biome-ignore lint/correctness/noComponentHookFactories: called by modules, once for each, never while anything is drawn.
  return function Later(props: Props) {
    const { Component, failed } = useLoaded(loadable);
    if (Component) return <Component {...props} />;
    if (!failed) return meanwhile;
    return (
      <div role="alert" className={`text-sm ${className}`}>
        <p className="text-unavailable">{name} could not be loaded.</p>
        <button
          type="button"
          onClick={loadable.load}
          className="mt-2 min-h-8 rounded-sm border border-rule-strong px-3 hover:border-accent hover:text-accent pointer-coarse:min-h-10"
        >
          Try again
        </button>
      </div>
    );
  };
}
