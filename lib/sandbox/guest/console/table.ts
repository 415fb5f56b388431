// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
import { received, typeError } from "../arguments.ts";
import * as js from "../intrinsics.ts";

/** The data of `console.table` as one value, each row with the wanted columns only. Rows that are no objects stay. */
export function selectColumns(data: unknown, columns: unknown): unknown {
  if (columns === undefined) return data;
  if (!js.isArray(columns))
    throw typeError(
      'The "properties" argument must be an instance of Array. Received ' + received(columns),
      "ERR_INVALID_ARG_TYPE",
    );
  if (typeof data !== "object" || data === null) return data;
  const keys = js.createList<string>();
  for (let i = 0; i < columns.length; i++) keys[i] = js.toText(columns[i]);
  const entries = mapOf(data);
  if (entries) return selectFromMap(entries, keys);
  const rows: object = js.isArray(data) ? js.createList() : js.createObject(null);
  const names = js.objectKeys(data);
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string;
    js.setOwn(rows, name, selectFrom((data as Record<string, unknown>)[name], keys));
  }
  return rows;
}

function mapOf(data: object): object | null {
  try {
    js.mapSize(data);
    return data;
  } catch {
    return null;
  }
}

function selectFromMap(map: object, keys: string[]): object {
  const rows = new js.SavedMap();
  const entries = js.mapEntries(map);
  for (let step = js.mapNext(entries); !step.done; step = js.mapNext(entries))
    js.mapSet(rows, step.value[0], selectFrom(step.value[1], keys));
  return rows;
}

function selectFrom(row: unknown, keys: string[]): unknown {
  if (typeof row !== "object" || row === null) return row;
  const selected: object = js.createObject(null);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string;
    if (js.hasOwn(row, key)) js.setOwn(selected, key, (row as Record<string, unknown>)[key]);
  }
  return selected;
}
