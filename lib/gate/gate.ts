import { createHmac, scryptSync, timingSafeEqual } from "node:crypto";

/** What closes a deployment to all who do not have its code. It needs no database. */
export interface Gate {
  /** How the cookie is set of somebody who had the code. `secure` besides, where the request came by https. */
  readonly cookie: GateCookie;
  /** Whether this is the code. It takes as long for one that is almost right. */
  opens(code: string): boolean;
  /** The value of a cookie that lets somebody in for 30 days. */
  createPass(): string;
  /** Whether a cookie's value lets somebody in: not after its time, nor one that was made with another code. */
  admits(pass: string | undefined): boolean;
}

export interface GateCookie {
  name: string;
  httpOnly: true;
  sameSite: "lax";
  path: "/";
  /** In seconds. */
  maxAge: number;
}

interface GateParts {
  code: string;
  /** In milliseconds since 1970. */
  now?: () => number;
}

const gateCookie: Readonly<GateCookie> = Object.freeze({
  name: "workings-access",
  httpOnly: true,
  sameSite: "lax",
  path: "/",
  maxAge: 30 * 24 * 60 * 60,
});

const keyBytes = 32;

/** Seconds since 1970, and an HMAC-SHA256 in base64url. */
const passPattern = /^([1-9]\d{0,11})\.([\w-]{43})$/;

export function createGate({ code, now = Date.now }: GateParts): Gate {
  // Whoever has a pass could try codes at home: each takes them so much work.
  const key = scryptSync(normalise(code), "workings access code", keyBytes, { N: 2 ** 15, maxmem: 2 ** 26 });
  // Each begins with what it is for.
  const sign = (text: string) => createHmac("sha256", key).update(text, "utf16le").digest();
  const codeMark = sign(`code ${normalise(code)}`);
  const signPass = (expiresAt: string) => sign(`pass ${expiresAt}`).toString("base64url");

  return {
    cookie: gateCookie,
    opens: (given) => timingSafeEqual(sign(`code ${normalise(given)}`), codeMark),
    createPass() {
      const expiresAt = String(Math.floor(now() / 1_000) + gateCookie.maxAge);
      return `${expiresAt}.${signPass(expiresAt)}`;
    },
    admits(pass) {
      const [, expiresAt, signature] = passPattern.exec(pass ?? "") ?? [];
      if (expiresAt === undefined || signature === undefined) return false;
      const isOurs = timingSafeEqual(Buffer.from(signature), Buffer.from(signPass(expiresAt)));
      return isOurs && Number(expiresAt) * 1_000 > now();
    },
  };
}

/** One code can be typed in more than one way. */
const normalise = (code: string) => code.trim().normalize("NFC");
