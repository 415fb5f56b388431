export { guardForwarded } from "./forwarded.ts";
export { createGate, type Gate, type GateCookie } from "./gate.ts";
