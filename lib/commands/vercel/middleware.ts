import type { IncomingHttpHeaders } from "node:http";

/** What the function that stands before others made of a request: its own answer, or what goes on with the request. */
export type Passed =
  | { response: Response }
  | { headers: IncomingHttpHeaders; answerHeaders: Record<string, string> };

const own = "x-middleware-";

/** Asks it, in Vercel's own words: headers tell which of the request's are replaced, and which the answer gets. */
export async function passMiddleware(
  url: string,
  method: string,
  headers: IncomingHttpHeaders,
): Promise<Passed> {
  const asked = Object.entries(headers).filter(([name]) => !["connection", "content-length"].includes(name));
  const response = await fetch(url, {
    method: method === "HEAD" ? "HEAD" : "GET",
    headers: asked.map(([name, value]): [string, string] => [name, String(value)]),
    redirect: "manual",
  });
  if (response.headers.get(`${own}next`) !== "1") return { response };
  await response.arrayBuffer();
  const replaced = response.headers.get(`${own}override-headers`)?.split(",");
  const kept = replaced
    ? Object.fromEntries(
        replaced.map((name) => [name, response.headers.get(`${own}request-${name}`) ?? undefined]),
      )
    : headers;
  const answerHeaders = [...response.headers].filter(
    ([name]) =>
      !name.startsWith(own) && !["connection", "date", "keep-alive", "transfer-encoding"].includes(name),
  );
  return { headers: kept, answerHeaders: Object.fromEntries(answerHeaders) };
}
