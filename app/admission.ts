import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { getServer } from "#lib/server";

/** Whether who asks has had the code of a closed deployment. Everybody has of an open one. */
export async function isAdmitted(): Promise<boolean> {
  const { gate } = await getServer();
  return gate === null || gate.admits((await cookies()).get(gate.cookie.name)?.value);
}

/** For a page: proxy.ts has asked for the code, and whoever found a way around it finds nothing. */
export async function requireAdmission(): Promise<void> {
  if (!(await isAdmitted())) notFound();
}
