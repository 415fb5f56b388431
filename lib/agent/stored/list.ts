import { z } from "zod";

/**
 * At most `max` of something. Reads no further than to the first that does not fit: of a million that do not, zod would
 * describe each.
 */
export function list<S extends z.ZodType>(schema: S, max: number) {
  return z
    .array(z.unknown())
    .max(max)
    .transform((items, { issues }): z.output<S>[] => {
      const read: z.output<S>[] = [];
      for (const [index, item] of items.entries()) {
        const result = schema.safeParse(item);
        if (!result.success) {
          for (const issue of result.error.issues)
            issues.push({ ...issue, path: [index, ...issue.path], input: item } as (typeof issues)[number]);
          return z.NEVER;
        }
        read.push(result.data);
      }
      return read;
    });
}
