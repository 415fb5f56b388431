/**
 * Loaded with `node --import`, so before the server listens: nobody is believed about where a request comes from until the server
 * has read who may be.
 */
import { guardForwarded } from "./forwarded.ts";

guardForwarded({ kind: "none" });
