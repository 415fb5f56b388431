// Loaded into a server with `node --import`, so that it never outlives the command that started it.
import { whenParentIsGone } from "./parent.mjs";

const graceMs = 3_000;

whenParentIsGone(() => {
  setTimeout(() => process.exit(1), graceMs).unref();
  process.kill(process.pid, "SIGTERM");
});
