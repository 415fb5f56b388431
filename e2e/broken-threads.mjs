// Loaded into a server with `node --import`: threads that are to run programs end as they start, and what they say of it holds
// the words of BROKEN_BY.
import { syncBuiltinESMExports } from "node:module";
import workers from "node:worker_threads";

const words = JSON.stringify(process.env.BROKEN_BY);

workers.Worker = class extends workers.Worker {
  /** @param {ConstructorParameters<typeof workers.Worker>} given */
  constructor(...[file, options]) {
    if (options?.workerData?.limits) super(`throw new Error(${words})`, { ...options, eval: true });
    else super(file, options);
  }
};
syncBuiltinESMExports();
