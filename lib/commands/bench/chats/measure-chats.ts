import { sql } from "drizzle-orm";
import { createDatabaseStore } from "#lib/chats";
import type { Row } from "../row.ts";
import { createFolders, createServer, type Opened, type Place, tellNoServer } from "./databases.ts";
import { fill, owner } from "./fill.ts";
import { type Filled, measureReading, pageSize } from "./reading.ts";
import { measureSaving } from "./saving.ts";

export async function measureEmbedded(): Promise<Row[]> {
  return measureAt(await createFolders());
}

export async function measureOnServer(): Promise<Row[]> {
  const place = await createServer();
  if (place) return measureAt(place);
  tellNoServer("chats");
  return [];
}

async function measureAt(place: Place): Promise<Row[]> {
  const open: Opened[] = [];
  try {
    const all: Filled[] = [];
    for (const column of ["small", "full"] as const) {
      const database = await place.open();
      open.push(database);
      all.push(await prepare(place, column, database));
    }
    return [...(await measureReading(place.name, all)), await measureSaving(place.name, all)];
  } finally {
    for (const database of open) await database.close();
    await place.close();
  }
}

async function prepare(place: Place, column: Filled["column"], { db, patient }: Opened): Promise<Filled> {
  const longId = await fill(patient, column);
  // As a server does by itself after a while. The embedded database is never analysed, and not vacuumed meanwhile.
  if (place.kind === "server") await patient.execute(sql`vacuum analyze`);
  const store = createDatabaseStore({ db, silentForMs: 60_000 });
  const pages = column === "full" ? 5_000 / pageSize : 1;
  let key = null;
  for (let page = 0; page < pages; page++)
    key = (await store.list(owner, { after: key, limit: pageSize })).next;
  if (!key) throw new Error("the list ends too early");
  return { column, store, longId, key };
}
