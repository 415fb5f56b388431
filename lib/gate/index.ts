export { writeCodePage } from "./code-page.ts";
export { guardForwarded } from "./forwarded.ts";
export { createGate, type Gate, type GateCookie } from "./gate.ts";
