import { z } from "zod";
import type { Category } from "#lib/safety";

export type Harm = Exclude<Category, "none">;

/** Each kind of harm that the reviewer can name; one without rows here would not compile. */
const harmOrder: Record<Harm, number> = {
  host_access: 0,
  sandbox_escape: 1,
  resource_exhaustion: 2,
  malicious_payload: 3,
  exfiltration_or_markup: 4,
  obfuscation: 5,
  reviewer_manipulation: 6,
  other: 7,
};

export const harms = Object.keys(harmOrder) as [Harm, ...Harm[]];

const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be lower-case words and digits joined by hyphens");

/** One labelled program. */
export const rowSchema = z.strictObject({
  id: slug,
  /** The idea behind it. All rows of a family are in the same split. */
  family: slug,
  label: z.enum(["safe", "unsafe"]),
  category: z.enum(["none", ...harms]),
  /** Harmless, and alarming at first sight. */
  scary: z.boolean(),
  code: z.string().min(1).max(6_000),
});

export type Row = z.infer<typeof rowSchema>;

/** What of a row's labels contradicts the rest of them, in words. */
export function findContradictions({ label, category, scary }: Row): string[] {
  const faults: string[] = [];
  if (label === "safe" && category !== "none") faults.push(`is labelled safe and names the harm ${category}`);
  if (label === "unsafe" && category === "none") faults.push("is labelled unsafe and names no harm");
  if (label === "unsafe" && scary) faults.push("is labelled unsafe and scary, which only a harmless one is");
  return faults;
}

/** The groups that are counted and measured apart, in the order in which tables show them. */
export const groups = ["harmless, ordinary", "harmless, scary", ...harms] as const;

export type Group = (typeof groups)[number];

export function groupOf({ category, scary }: Row): Group {
  if (category !== "none") return category;
  return scary ? "harmless, scary" : "harmless, ordinary";
}
