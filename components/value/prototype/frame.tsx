import { type CSSProperties, useEffect, useRef } from "react";
import { type FrameLine, maxLines, readFrameMessage } from "./frame-message.ts";
import { noteStart } from "./started.ts";

interface FrameProps {
  address: string;
  title: string;
  /** In CSS pixels; null to fill what it lies in. */
  height: number | null;
  /** What its content comes to, within bounds. */
  onHeight: (height: number) => void;
  onLines: (lines: Printed) => void;
}

/** What a document printed. `more` says that there was more than is kept. */
export interface Printed {
  lines: FrameLine[];
  more: boolean;
}

export const nothingPrinted: Printed = { lines: [], more: false };

/** CSS pixels, the first until it is known. */
export const firstHeight = 160;
const minHeight = 80;
const maxHeight = 640;

/** The page goes on if it does so for this long, in milliseconds. */
const goesOnMs = 3_000;

/** Lines are handed on together, so that a document that prints without an end does not draw the page without an end. */
const gatherMs = 100;

/** A document that may run its scripts and nothing else: no origin, no storage, no network, no dialogs, no way to the page. */
export function Frame({ address, title, height, onHeight, onLines }: FrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);

  useEffect(() => {
    const forget = noteStart(address);
    const goesOn = setTimeout(forget, goesOnMs);
    const lines: FrameLine[] = [];
    let more = false;
    let gathering: ReturnType<typeof setTimeout> | undefined;

    function listen({ source, data }: MessageEvent) {
      if (source === null || source !== frame.current?.contentWindow) return;
      const message = readFrameMessage(data);
      if (message?.kind === "height") onHeight(Math.min(maxHeight, Math.max(minHeight, message.height)));
      // Where there was more than is kept, no further line says anything new.
      if (message?.kind !== "line" || more) return;
      if (lines.length < maxLines) lines.push({ level: message.level, text: message.text });
      else more = true;
      gathering ??= setTimeout(() => {
        gathering = undefined;
        onLines({ lines: [...lines], more });
      }, gatherMs);
    }

    addEventListener("message", listen);
    return () => {
      removeEventListener("message", listen);
      clearTimeout(goesOn);
      clearTimeout(gathering);
      forget();
    };
  }, [address, onHeight, onLines]);

  // Documents are written for a white ground unless they set one.
  const style: CSSProperties = {
    background: "#fff",
    colorScheme: "light",
    ...(height !== null && { height }),
  };
  return (
    <iframe
      ref={frame}
      src={address}
      title={title}
      sandbox="allow-scripts"
      referrerPolicy="no-referrer"
      style={style}
      className={`block w-full border border-rule ${height === null ? "min-h-0 flex-1" : ""}`}
    />
  );
}
