/**
 * What the browser is to remember for the server, so that it draws the list at once as the reader has it. A cookie,
 * because the server sees no other memory of the browser's, and correcting the page later would make it jump.
 */
export interface Remembered {
  /** Whether the column is hidden, where there is room for one. */
  hidden: boolean;
  /** Null while it is not known. */
  timeZone: string | null;
}

export const rememberedCookie = "sidebar";

const yearSeconds = 31_536_000;

/** Whatever the cookie holds: who has none, or a broken one, begins anew. */
export function readRemembered(cookie: string | undefined): Remembered {
  const [state, timeZone] = cookie?.split(":") ?? [];
  return { hidden: state === "hidden", timeZone: timeZone && isTimeZone(timeZone) ? timeZone : null };
}

/** As `document.cookie` takes it. */
export function writeRemembered({ hidden, timeZone }: Remembered): string {
  const value = `${hidden ? "hidden" : "shown"}:${timeZone ?? ""}`;
  return `${rememberedCookie}=${value}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax`;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
