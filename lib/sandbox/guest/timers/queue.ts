/** One item of the queue, with its neighbours. */
export interface Link<Item> {
  before: Item | null;
  after: Item | null;
  waits: boolean;
}

/** First in, first out, and from anywhere out when it is cancelled. */
export interface Queue<Item extends Link<Item>> {
  first(): Item | null;
  last(): Item | null;
  add(item: Item): void;
  remove(item: Item): void;
}

export function createQueue<Item extends Link<Item>>(): Queue<Item> {
  let head: Item | null = null;
  let tail: Item | null = null;
  return {
    first: () => head,
    last: () => tail,
    add(item) {
      item.before = tail;
      if (tail) tail.after = item;
      else head = item;
      tail = item;
      item.waits = true;
    },
    remove(item) {
      if (!item.waits) return;
      item.waits = false;
      if (item.before) item.before.after = item.after;
      else head = item.after;
      if (item.after) item.after.before = item.before;
      else tail = item.before;
    },
  };
}
