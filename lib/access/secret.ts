import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { type Db, settings } from "#lib/database";

const name = "secret";

/** What this deployment signs with: made at the first call and kept. Of several instances that start together the first wins. */
export async function keepSecret(db: Db): Promise<string> {
  const value = randomBytes(32).toString("base64url");
  await db.insert(settings).values({ name, value }).onConflictDoNothing();
  const [kept] = await db.select().from(settings).where(eq(settings.name, name));
  if (!kept) throw new Error("The database did not keep the secret that signs cookies.");
  return kept.value;
}
