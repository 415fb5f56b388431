/** What a guest that got out would change first. */
const makers = [
  Object,
  Function,
  Array,
  String,
  Number,
  Boolean,
  Symbol,
  BigInt,
  Error,
  TypeError,
  Promise,
  Map,
  Set,
];
const others = [WeakMap, Date, RegExp, Proxy, ArrayBuffer, Uint8Array, JSON, Math, Reflect, Buffer, process];

/** Each own property of the host's own objects and their prototypes, and each of its globals. */
export type HostFingerprint = Map<object, Map<PropertyKey, PropertyDescriptor | undefined>>;

export function readHost(): HostFingerprint {
  // Made when it is first read, and then adds to the globals.
  Reflect.get(globalThis, "Response");
  const objects = [...makers, ...others].flatMap((object): object[] => {
    const prototype: unknown = Reflect.get(object, "prototype");
    return typeof prototype === "object" && prototype !== null ? [object, prototype] : [object];
  });
  return new Map(
    [globalThis, ...objects].map((object) => [
      object,
      new Map(Reflect.ownKeys(object).map((key) => [key, Reflect.getOwnPropertyDescriptor(object, key)])),
    ]),
  );
}

/** The names of what was added, taken away or replaced since. */
export function findChanges(before: HostFingerprint): string[] {
  const changes: string[] = [];
  for (const [object, now] of readHost()) {
    const properties = before.get(object);
    for (const key of new Set([...now.keys(), ...(properties?.keys() ?? [])])) {
      const [was, is] = [properties?.get(key), now.get(key)];
      const same = was && is && was.get === is.get && was.set === is.set && Object.is(was.value, is.value);
      if (!same) changes.push(String(key));
    }
  }
  return changes;
}
