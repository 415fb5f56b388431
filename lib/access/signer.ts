import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

/** Signs with one secret. */
export interface Signer {
  /** HMAC-SHA256 in base64url, 43 characters. What is signed for one purpose is worth nothing for another. */
  sign(purpose: string, text: string): string;
  /** Takes as long for a signature that is almost right as for any other. */
  verify(purpose: string, text: string, signature: string): boolean;
}

const keyBytes = 32;

/** Less could be guessed: whoever has one signature can try secrets at home. */
const minSecretChars = 32;

/** Throws a RangeError for a secret that is too short to be one. */
export function createSigner(secret: string): Signer {
  if (secret.length < minSecretChars)
    throw new RangeError(`The secret that signs must have at least ${minSecretChars} characters.`);
  const keys = new Map<string, Buffer>();

  function deriveKey(purpose: string): Buffer {
    const known = keys.get(purpose);
    if (known) return known;
    const key = Buffer.from(hkdfSync("sha256", secret, "", `workings ${purpose}`, keyBytes));
    keys.set(purpose, key);
    return key;
  }

  // UTF-8 has the same bytes for every half of a surrogate pair, so two texts could share a signature.
  const sign: Signer["sign"] = (purpose, text) =>
    createHmac("sha256", deriveKey(purpose)).update(text, "utf16le").digest("base64url");

  return {
    sign,
    verify(purpose, text, signature) {
      // As text: decoded, several signatures would be the same.
      const expected = Buffer.from(sign(purpose, text));
      const given = Buffer.from(signature.slice(0, expected.length + 1));
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}
