import type { Instrumentation } from "next";

/** Builds the server when the process starts, so that the sandbox is warm before the first question. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  if (process.env.NODE_ENV === "production") {
    const { captureConsole } = await import("#lib/log");
    captureConsole();
  }
  const { getServer, guardRequests } = await import("#lib/server");
  guardRequests();
  // On Vercel a process starts with a request, which tries again, and tells and logs what is wrong.
  if (process.env.VERCEL) await getServer().catch(() => null);
  else await getServer();
}

/** Hears of pages that could not be made; the reader is shown the digest. */
export const onRequestError: Instrumentation.onRequestError = async (error, { method }, { routePath }) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { log } = await import("#lib/log");
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  log("error", "page-failed", { method, route: routePath, digest }, error);
};
