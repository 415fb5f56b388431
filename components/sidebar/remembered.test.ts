import { describe, expect, it } from "vitest";
import { readRemembered, rememberedCookie, writeRemembered } from "./remembered.ts";

const readValue = (cookie: string) => cookie.split(";")[0]?.slice(rememberedCookie.length + 1);

describe("what the browser remembers for the server", () => {
  it.each([
    { hidden: true, timeZone: "Europe/Berlin" },
    { hidden: false, timeZone: "America/Argentina/Buenos_Aires" },
    { hidden: false, timeZone: "Etc/GMT+5" },
    { hidden: true, timeZone: null },
  ])("is read as it was written: %o", (remembered) => {
    expect(readRemembered(readValue(writeRemembered(remembered)))).toEqual(remembered);
  });

  it.each([undefined, "", ":", "shown", "nonsense:nonsense", "shown:Europe/Atlantis", "[]:{}"])(
    "is nothing when the cookie holds %o",
    (cookie) => {
      expect(readRemembered(cookie)).toEqual({ hidden: false, timeZone: null });
    },
  );
});
