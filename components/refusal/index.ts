export { RefusalError, readRefusal } from "./refusal.ts";
