import { fstatSync, readSync } from "node:fs";

const standardOutput = 1;

/**
 * What this process writes to its standard output from now on; the function that comes back gives the lines up to then.
 * The output must be a file open for reading too.
 */
export function readPrinted(): () => string[] {
  const from = fstatSync(standardOutput).size;
  return () => {
    const bytes = Buffer.alloc(fstatSync(standardOutput).size - from);
    readSync(standardOutput, bytes, 0, bytes.length, from);
    return bytes.toString().split("\n").slice(0, -1);
  };
}
