/** Long enough to know a chat by, short enough for every file system, in characters. */
const maxChars = 60;

/** Names that Windows keeps for devices, whatever their ending. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** A file's name that says the title and is one everywhere: no paths, nothing hidden, no names of devices. */
export function nameFile(title: string, extension: string): string {
  const name = Array.from(title.normalize("NFC").replace(/[\s/\\:*?"<>|%\p{Cc}\p{Cf}\p{Cs}]+/gu, " "))
    .slice(0, maxChars)
    .join("")
    .replace(/^[\s.~-]+|[\s.]+$/g, "");
  return `${name === "" || device.test(name) ? "chat" : name}.${extension}`;
}

/** The value of `content-disposition` for a download. The plain name is for clients that know no other. */
export function describeDownload(fileName: string): string {
  const plain = fileName.replace(/[^\w .()+-]/g, "_");
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
