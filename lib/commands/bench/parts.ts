import { measureEmbedded, measureOnServer } from "./chats/measure-chats.ts";
import { measureCold } from "./cold.ts";
import { measureLateness } from "./late.ts";
import { measureCpu, measureLines, measureResult, measureWarm } from "./latency.ts";
import { measureLoad } from "./load/measure-load.ts";
import { measureMemory } from "./memory.ts";
import { measurePage } from "./page/measure-page.ts";
import { measureRest } from "./rest.ts";
import type { Row } from "./row.ts";
import { measureSoak } from "./soak.ts";
import { measureThroughput } from "./throughput.ts";

/** What can be measured by itself, in the order of the tables. Each takes the process it runs in for its own. */
export const parts = {
  cold: measureCold,
  warm: measureWarm,
  throughput: measureThroughput,
  cpu: measureCpu,
  result: measureResult,
  lines: measureLines,
  late: measureLateness,
  memory: measureMemory,
  soak: measureSoak,
  embedded: measureEmbedded,
  server: measureOnServer,
  rest: measureRest,
  page: measurePage,
  load: measureLoad,
} satisfies Record<string, () => Promise<Row[]>>;
