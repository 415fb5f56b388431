import { createContext, useContext } from "react";
import type { Scroll } from "./scroll-to-end.ts";
import type { Actions } from "./use-actions.ts";

/** What the frame around a conversation, which stays from page to page, offers to the page in it. */
export interface Frame {
  /** False until the page can act on what it is given. */
  ready: boolean;
  inspected: string | null;
  actions: Actions;
  attach: Scroll["attach"];
}

export const FrameContext = createContext<Frame | null>(null);

export function useFrame(): Frame {
  const frame = useContext(FrameContext);
  if (!frame) throw new Error("There is no Conversation around this.");
  return frame;
}
