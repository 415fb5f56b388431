import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import type { Db } from "#lib/database";
import { keepSecret } from "./secret.ts";

/** What a signature is for; one for another purpose is none. */
export type Purpose = "owner" | "export";

/** Whose chats are whose, and what this deployment has signed. */
export interface Access {
  /** The cookie that holds an owner, as `Set-Cookie` has it; `maxAge` in seconds. */
  cookie: { name: string; httpOnly: true; sameSite: "lax"; path: "/"; maxAge: number };
  /** The owner that a cookie's value names; null without one, or when it is not of our making. */
  readOwner(value: string | undefined): string | null;
  /** Somebody new, and the value of their cookie. */
  createOwner(): { owner: string; cookie: string };
  /** Of text of any length, in base64url. */
  sign(purpose: Purpose, text: string): string;
  verify(purpose: Purpose, text: string, signature: string): boolean;
}

export interface AccessParts {
  db: Db;
  /** Undefined for one that is made once and kept in the database. */
  secret: string | undefined;
}

/** The longest that browsers keep a cookie, in seconds: 400 days. */
const maxAge = 34_560_000;

const ownerBytes = 16;

export async function createAccess({ db, secret }: AccessParts): Promise<Access> {
  const root = secret ?? (await keepSecret(db));
  const keys: Record<Purpose, Buffer> = {
    owner: deriveKey(root, "owner"),
    export: deriveKey(root, "export"),
  };

  function sign(purpose: Purpose, text: string): string {
    return createHmac("sha256", keys[purpose]).update(text).digest("base64url");
  }

  function verify(purpose: Purpose, text: string, signature: string): boolean {
    const right = Buffer.from(sign(purpose, text));
    const given = Buffer.from(signature);
    return given.length === right.length && timingSafeEqual(given, right);
  }

  return {
    cookie: { name: "workings-owner", httpOnly: true, sameSite: "lax", path: "/", maxAge },
    readOwner(value) {
      const [, owner = "", signature = ""] = /^([0-9a-f]{32})\.([\w-]{43})$/.exec(value ?? "none") ?? [];
      return owner !== "" && verify("owner", owner, signature) ? owner : null;
    },
    createOwner() {
      const owner = randomBytes(ownerBytes).toString("hex");
      return { owner, cookie: `${owner}.${sign("owner", owner)}` };
    },
    sign,
    verify,
  };
}

/** A key of its own for each purpose, so that what was signed for one says nothing for another. */
function deriveKey(secret: string, purpose: Purpose): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", `workings ${purpose}`, 32));
}
