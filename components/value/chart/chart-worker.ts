import { type ChartRequest, type Drawing, drawChart } from "./draw-chart.ts";

export type Reply = { ok: true; drawing: Drawing } | { ok: false; why: string };

/** Draws one chart at a time. Whoever asks ends the worker when it takes too long. */
addEventListener("message", async ({ data }: MessageEvent<ChartRequest>) => {
  postMessage(await reply(data));
});

// Until now it was loading, which is no fault of a chart.
postMessage("ready");

async function reply(request: ChartRequest): Promise<Reply> {
  try {
    return { ok: true, drawing: await drawChart(request) };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}
