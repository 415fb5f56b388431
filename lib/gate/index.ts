export { guardForwarded } from "./forwarded.ts";
