/** What Next hands to a route below an address with parameters. */
export interface RouteContext {
  params: Promise<Record<string, string | string[]>>;
}

/** The address of a request with the names of its parameters in the place of what they are: no id, and no text. */
export async function nameRoute(request: Request, context: RouteContext | undefined): Promise<string> {
  const names = new Map<string, string>();
  for (const [name, value] of Object.entries((await context?.params) ?? {}))
    for (const part of [value].flat()) names.set(part, Array.isArray(value) ? `[...${name}]` : `[${name}]`);
  const { pathname } = new URL(request.url);
  return pathname
    .split("/")
    .map((part) => names.get(part) ?? names.get(decode(part)) ?? part)
    .join("/");
}

/** What cannot be read is as it came. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
