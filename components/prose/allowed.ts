import { figureTag } from "./separate-figures.ts";

/**
 * What of a model's Markdown is drawn. It is not to be trusted: a remote image or a crafted link can carry what the model read to
 * somebody else. So everything that is not listed here is shown as the text it is, and nothing is fetched for any of it.
 */
export const allowedElements = [
  ...["h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "blockquote", "strong", "em", "del", "sup"],
  ...["ul", "ol", "li", "input", "a", "code", "pre"],
  ...["table", "thead", "tbody", "tr", "th", "td"],
  // Stands for its words, and is never an image.
  "img",
  figureTag,
];

const allowedProtocols = new Set(["https:", "mailto:"]);

/** Only absolute addresses, only as the target of a link: nothing of this server, and nothing that runs. */
export function keepSafeUrl(url: string, attribute: string): string | undefined {
  if (attribute !== "href" || !URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  return allowedProtocols.has(protocol) ? href : undefined;
}

/** Where a link leads knows nothing of this page, cannot reach it, and gains nothing by standing on it. */
export const linkRel = "noopener noreferrer nofollow";
