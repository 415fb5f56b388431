import type { z } from "zod";

/** Compiles only for a schema that reads every `T` and nothing else: whoever changes one is told of the other. */
export function exactly<T>() {
  return <S extends z.ZodType<T>>(
    schema: S & ([T] extends [z.output<S>] ? unknown : "The schema does not read every value of its type."),
  ): S => schema;
}
