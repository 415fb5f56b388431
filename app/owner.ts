import { cookies, headers } from "next/headers";
import { getServer } from "#lib/server";

/** Whose request this is; null for somebody who has no chats yet, or a cookie that is not ours. */
export async function readOwner(): Promise<string | null> {
  const { access } = await getServer();
  return access.readOwner((await cookies()).get(access.cookie.name)?.value);
}

/** Whose request this is: somebody new gets a cookie with the answer. Only in a route. */
export async function ensureOwner(): Promise<string> {
  const known = await readOwner();
  if (known !== null) return known;
  const { access } = await getServer();
  const { owner, cookie } = access.createOwner();
  const { name, ...attributes } = access.cookie;
  // Whoever forges the header makes their own cookie stricter, no more.
  const secure = (await headers()).get("x-forwarded-proto") === "https";
  (await cookies()).set(name, cookie, { ...attributes, secure });
  return owner;
}
