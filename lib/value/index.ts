export type { PlainValue, SpecialValue, Value } from "./value.ts";
