import { z } from "zod";

/** Longer than anything that a model writes or a program throws, in UTF-16 units. */
export const textSchema = z.string().max(2 ** 21);

/** What names something to a machine. */
export const nameSchema = z.string().min(1).max(10_000);

export const countSchema = z.int().nonnegative();
