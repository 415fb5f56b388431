/**
 * A program whose answer stands for everything a guest can reach: each property, what it is and whether it can be changed, as
 * a number and a hash. Two fresh guests give the same; one that another program touched does not.
 */
export const guestFingerprint = `(() => {
  const { ownKeys, getPrototypeOf, getOwnPropertyDescriptor } = Reflect;
  const numbers = new Map();
  const open = [];
  let count = 0;
  let hash = 0;
  const note = (text) => {
    count++;
    for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  };
  const name = (value) => {
    if ((typeof value !== "object" && typeof value !== "function") || value === null)
      return typeof value === "string" ? value : typeof value;
    if (!numbers.has(value)) {
      numbers.set(value, open.length);
      open.push(value);
    }
    return numbers.get(value);
  };
  const roots = [globalThis, function* () {}, async function () {}, async function* () {}, [][Symbol.iterator](),
    ""[Symbol.iterator](), new Map().keys(), new Set().keys(), "".matchAll(/a/g), [].values().map(String)];
  for (const root of roots) name(root);
  for (let i = 0; i < open.length; i++) {
    note(":" + name(getPrototypeOf(open[i])));
    for (const key of ownKeys(open[i])) {
      const { value, get, set, writable, enumerable, configurable } = getOwnPropertyDescriptor(open[i], key);
      const may = (writable ? 1 : 0) + (enumerable ? 2 : 0) + (configurable ? 4 : 0);
      note(String(key) + may + name(value) + (get ? name(get) : "") + (set ? name(set) : ""));
    }
  }
  return [count, hash, {}.left, typeof left];
})()`;
