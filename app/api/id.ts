import { z } from "zod";

/** What names a chat or a message: made by the page, unguessable, and short. */
export const idSchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, "must be 8 to 64 letters, digits, - or _");
