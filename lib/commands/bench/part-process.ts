/** Run by part.ts, with the name of a part: measures it and sends its rows. */
import { parts } from "./parts.ts";

const name = process.argv[2];
const part = Object.entries(parts).find(([key]) => key === name);
if (!part) throw new Error(`there is no part ${name}`);
const rows = await part[1]();
process.send?.(rows, () => process.exit());
