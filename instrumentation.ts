/** Builds the server when the process starts, so that the sandbox is warm before the first question. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { getServer, guardRequests } = await import("#lib/server");
  guardRequests();
  // On Vercel a process starts with a request, which tries again, and tells and logs what is wrong.
  if (process.env.VERCEL) await getServer().catch(() => null);
  else await getServer();
}
