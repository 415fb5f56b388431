import { firstUnits } from "./cut-text.ts";

/**
 * How much may still be written, in UTF-16 units. Shared references are written out where they stand, so a tree of a
 * kilobyte can describe a text of terabytes; everything that is written is therefore counted before it is built.
 */
export class Work {
  /** UTF-16 units of texts that were asked for and did not fit. */
  missing = 0;
  #left: number;

  constructor(units: number) {
    this.#left = units;
  }

  get usedUp(): boolean {
    return this.#left < 0;
  }

  spend(units: number): void {
    this.#left -= units;
  }

  /** The text, or its beginning and `…` where the whole is more than is left. */
  take(text: string): string {
    const room = Math.max(0, this.#left);
    this.#left -= text.length;
    if (text.length <= room) return text;
    const kept = firstUnits(text, room);
    this.missing += text.length - kept.length;
    return `${kept}…`;
  }
}
