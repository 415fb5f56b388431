import { cookies, headers } from "next/headers";
import { getServer } from "#lib/server";
import { isAdmitted } from "./admission.ts";

/** Whose request this is; null for somebody who has no chats yet, a cookie that is not ours, or no access to a closed deployment. */
export async function readOwner(): Promise<string | null> {
  const { access } = await getServer();
  if (!(await isAdmitted())) return null;
  return access.readOwner((await cookies()).get(access.cookie.name)?.value);
}

export interface Asker {
  owner: string;
  /** Has the browser keep who it is for another 400 days: the cookie goes with the answer. */
  remember(): Promise<void>;
}

/** Whose request this is, and somebody new where nobody is known. Only in a route, since pages cannot set cookies. */
export async function identify(): Promise<Asker> {
  const { access } = await getServer();
  if (!(await isAdmitted())) throw new Error("A request without access came as far as to be somebody's.");
  const { name, ...attributes } = access.cookie;
  const given = (await cookies()).get(name)?.value;
  const known = access.readOwner(given);
  const { owner, cookie } =
    known === null || given === undefined ? access.createOwner() : { owner: known, cookie: given };
  return {
    owner,
    async remember() {
      // Only those who are trusted can say so.
      const secure = (await headers()).get("x-forwarded-proto") === "https";
      (await cookies()).set(name, cookie, { ...attributes, secure });
    },
  };
}

/** Whose request this is, who is remembered whatever comes of it. Only in a route. */
export async function ensureOwner(): Promise<string> {
  const { owner, remember } = await identify();
  await remember();
  return owner;
}
