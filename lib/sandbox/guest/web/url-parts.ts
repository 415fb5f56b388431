/** What a URL says of itself, in the order in which Node shows it. Both sides of the bridge read it from here. */
export const urlParts = [
  "href",
  "origin",
  "protocol",
  "username",
  "password",
  "host",
  "hostname",
  "port",
  "pathname",
  "search",
  "hash",
] as const;

/** The parts of a URL by their names. */
export type UrlParts = Record<(typeof urlParts)[number], string>;
