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

type Properties = Map<object, Map<PropertyKey, PropertyDescriptor | undefined>>;

/** What an attack left on the host: properties added, taken away or replaced, and errors that nobody caught. */
export interface HostWatch {
  findDamage(): unknown[];
  end(): void;
}

export function watchHost(): HostWatch {
  const before = readProperties();
  const faults: unknown[] = [];
  const hear = (fault: unknown) => faults.push(fault);
  process.on("unhandledRejection", hear);
  process.on("uncaughtException", hear);
  return {
    findDamage: () => [...findChanges(before), ...faults],
    end() {
      process.off("unhandledRejection", hear);
      process.off("uncaughtException", hear);
    },
  };
}

function readProperties(): Properties {
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

function findChanges(before: Properties): string[] {
  const changes: string[] = [];
  for (const [object, now] of readProperties()) {
    const properties = before.get(object);
    for (const key of new Set([...now.keys(), ...(properties?.keys() ?? [])])) {
      const [was, is] = [properties?.get(key), now.get(key)];
      const same = was && is && was.get === is.get && was.set === is.set && Object.is(was.value, is.value);
      if (!same) changes.push(String(key));
    }
  }
  return changes;
}
