import { fsyncSync } from "node:fs";
import { NodeFS } from "@electric-sql/pglite/nodefs";

type Init = NodeFS["init"];

/** A file or folder as Emscripten has it open. */
interface Stream {
  /** Node's descriptor. */
  nfd: number;
  node: { mode: number };
}

/** Numbers of errors, as Emscripten's programs know them. */
const errno = { invalid: 28, inputOutput: 29 };
const [typeMask, folderType] = [0o170_000, 0o040_000];

/**
 * The files of a PGlite folder, kept through a power failure too. PGlite's own never asks the disk to write anything down;
 * with that and its default of `fsync=off` a machine that stops may leave a folder that cannot be opened again.
 */
export class DurableFiles extends NodeFS {
  override async init(...args: Parameters<Init>): ReturnType<Init> {
    const { emscriptenOpts } = await super.init(...args);
    const addSync = (module: { NODEFS?: { stream_ops?: object } }) => {
      Object.assign(module.NODEFS?.stream_ops ?? {}, { fsync: syncStream });
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), addSync] } };
  }
}

/** Answers with the number of an error, 0 for none. */
function syncStream({ nfd, node }: Stream): number {
  try {
    fsyncSync(nfd);
    return 0;
  } catch {
    // Some systems sync no folders, which Postgres knows by the first; after the second it trusts nothing and ends.
    return (node.mode & typeMask) === folderType ? errno.invalid : errno.inputOutput;
  }
}
