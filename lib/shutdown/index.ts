export { endWithGrace } from "./shutdown.ts";
