import type { Drawing } from "./draw-chart.ts";

/** Pixels of the file for each of the chart's. */
const density = 2;

/** The chart as a PNG; null where the browser cannot. */
export async function paintPng({ svg, width, height }: Drawing): Promise<Blob | null> {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * density;
    canvas.height = height * density;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  } catch {
    // The button says so.
    return null;
  } finally {
    URL.revokeObjectURL(url);
  }
}
