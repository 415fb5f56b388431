import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { type Db, settings } from "#lib/database";

const name = "secret";

/** The secret that the database keeps, made at the first call. Of instances that start together the first to write wins. */
export async function loadSecret(db: Db): Promise<string> {
  await db
    .insert(settings)
    .values({ name, value: randomBytes(32).toString("base64url") })
    .onConflictDoNothing();
  const [row] = await db.select({ value: settings.value }).from(settings).where(eq(settings.name, name));
  if (!row) throw new Error("The database took the secret that signs and does not have it.");
  return row.value;
}
