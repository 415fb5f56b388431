import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { getServer } from "#lib/server";

/** Whether who asks has had the code of a closed deployment. Everybody has of an open one. */
export async function isAdmitted(): Promise<boolean> {
  const { gate } = await getServer();
  return gate === null || gate.admits((await cookies()).get(gate.cookie.name)?.value);
}

/** For a page, where somebody found a way around proxy.ts. */
export async function requireAdmission(): Promise<void> {
  if (!(await isAdmitted())) redirect("/access");
}
