import { randomBytes } from "node:crypto";
import type { Db } from "#lib/database";
import { loadSecret } from "./secret.ts";
import { createSigner } from "./signer.ts";

export interface AccessParts {
  db: Db;
  /** Signs all that is signed, at least 32 characters; undefined for one that the database makes and keeps. */
  secret: string | undefined;
}

/** Who is asking, and what this deployment vouches for. */
export interface Access {
  /** How the owner's cookie is set. `secure` besides, where the request came by https. */
  readonly cookie: OwnerCookie;
  /** Whose cookie it is; null for one that was not made here, or with another secret. */
  readOwner(cookieValue: string | undefined): string | null;
  /** Somebody new, and the value of the cookie that says so. */
  createOwner(): { owner: string; cookie: string };
  /** 43 characters that nobody else can make for this text and purpose. */
  sign(purpose: string, text: string): string;
  verify(purpose: string, text: string, signature: string): boolean;
}

export interface OwnerCookie {
  name: string;
  httpOnly: true;
  sameSite: "lax";
  path: "/";
  /** In seconds. */
  maxAge: number;
}

/** 400 days are the most that browsers keep. */
const ownerCookie: Readonly<OwnerCookie> = Object.freeze({
  name: "workings-owner",
  httpOnly: true,
  sameSite: "lax",
  path: "/",
  maxAge: 400 * 24 * 60 * 60,
});

/** Of an owner's id: 128 bits, so that nobody meets another's by chance. */
const idBytes = 16;

const cookiePattern = /^([0-9a-f]{32})\.([\w-]{43})$/;

/** Rejects when the database cannot be reached, and with a RangeError for a secret that is too short. */
export async function createAccess({ db, secret }: AccessParts): Promise<Access> {
  const signer = createSigner(secret ?? (await loadSecret(db)));
  // Purposes of callers begin otherwise, so that nobody has a cookie signed as something else.
  const cookiePurpose = "cookie";
  const ofCaller = (purpose: string) => `purpose ${purpose}`;
  return {
    cookie: ownerCookie,
    readOwner(cookieValue) {
      const [, owner, signature] = cookiePattern.exec(cookieValue ?? "") ?? [];
      if (owner === undefined || signature === undefined) return null;
      return signer.verify(cookiePurpose, owner, signature) ? owner : null;
    },
    createOwner() {
      const owner = randomBytes(idBytes).toString("hex");
      return { owner, cookie: `${owner}.${signer.sign(cookiePurpose, owner)}` };
    },
    sign: (purpose, text) => signer.sign(ofCaller(purpose), text),
    verify: (purpose, text, signature) => signer.verify(ofCaller(purpose), text, signature),
  };
}
