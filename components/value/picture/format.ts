/** A kind of image file that every browser of today can show. */
export interface Format {
  name: string;
  type: string;
  extension: string;
}

const formats = {
  png: { name: "PNG", type: "image/png", extension: "png" },
  jpeg: { name: "JPEG", type: "image/jpeg", extension: "jpg" },
  gif: { name: "GIF", type: "image/gif", extension: "gif" },
  webp: { name: "WebP", type: "image/webp", extension: "webp" },
  avif: { name: "AVIF", type: "image/avif", extension: "avif" },
} satisfies Record<string, Format>;

/** Which of them a file says to be in its first bytes: the marks that https://mimesniff.spec.whatwg.org names. */
export function readFormat(bytes: Uint8Array): Format | null {
  const begin = String.fromCharCode(...bytes.subarray(0, 12));
  if (begin.startsWith("\x89PNG\r\n\x1a\n")) return formats.png;
  if (begin.startsWith("\xff\xd8\xff")) return formats.jpeg;
  if (/^GIF8[79]a/.test(begin)) return formats.gif;
  if (begin.startsWith("RIFF") && begin.startsWith("WEBP", 8)) return formats.webp;
  if (/^ftypavi[fs]/.test(begin.slice(4))) return formats.avif;
  return null;
}
