import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AccessForm } from "#components/access";
import { isAdmitted } from "../admission.ts";

export const metadata: Metadata = { title: "Access code · Workings", robots: { index: false } };

/** In the place of every page of a closed deployment, at the page's own address. */
export default async function AccessPage() {
  if (await isAdmitted()) redirect("/");
  return <AccessForm />;
}
