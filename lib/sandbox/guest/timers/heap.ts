import * as js from "../intrinsics.ts";

/** A timer that waits. All times are on the run's clock, in milliseconds. */
export interface Timer {
  /** What it is ordered by. */
  due: number;
  /** Not before this; at most a few milliseconds after `due`. */
  wake: number;
  /** Tells apart what is due together: who was made first comes first. */
  sequence: number;
  /** Its place in the heap; -1 when it does not wait. */
  place: number;
}

/** The timers that wait, the earliest at hand; adding and removing take logarithmic time. */
export interface Heap<Item extends Timer> {
  first(): Item | undefined;
  add(timer: Item): void;
  remove(timer: Item): void;
}

export function createHeap<Item extends Timer>(): Heap<Item> {
  const list = js.createList<Item>();
  const put = (timer: Item, place: number): void => {
    list[place] = timer;
    timer.place = place;
  };
  const rise = (timer: Item, from: number): void => {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = list[parent] as Item;
      if (!isBefore(timer, above)) break;
      put(above, place);
      place = parent;
    }
    put(timer, place);
  };
  const sink = (timer: Item, from: number): void => {
    let place = from;
    for (let child = place * 2 + 1; child < list.length; child = place * 2 + 1) {
      if (child + 1 < list.length && isBefore(list[child + 1] as Item, list[child] as Item)) child++;
      const below = list[child] as Item;
      if (!isBefore(below, timer)) break;
      put(below, place);
      place = child;
    }
    put(timer, place);
  };
  return {
    first: () => list[0],
    add: (timer) => rise(timer, list.length),
    remove(timer) {
      const { place } = timer;
      if (place < 0) return;
      timer.place = -1;
      const last = list[list.length - 1] as Item;
      list.length--;
      if (last === timer) return;
      if (isBefore(last, timer)) rise(last, place);
      else sink(last, place);
    },
  };
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.due < b.due || (a.due === b.due && a.sequence < b.sequence);
}
