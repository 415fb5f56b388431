import { setTimeout as wait } from "node:timers/promises";
import { cookies, headers } from "next/headers";
import { z } from "zod";
import { getServer } from "#lib/server";
import { readNetwork } from "../../network.ts";
import { readJson, refuse, refuseMethod } from "../json.ts";
import { done } from "../own-chat.ts";
import { serve } from "../serve.ts";

const bodySchema = z.strictObject({ code: z.string().max(400) });

/** Lets somebody in who has the code of a closed deployment. A guess is counted before it is compared. */
export const POST = serve(
  async (request: Request): Promise<Response> => {
    const read = await readJson(request, bodySchema, 4096);
    if (!read.ok) return read.refusal;
    const { gate, guesses } = await getServer();
    if (gate === null) return done();
    const guess = await guesses.begin(await readNetwork());
    if (!guess.allowed) return refuseGuesses(guess.returnsAt);
    if (!gate.opens(read.value.code)) {
      await wait(guess.waitMs, undefined, { signal: request.signal });
      return refuse(403, "wrong-code", "That is not the code.");
    }
    await guess.forgive();
    const { name, ...attributes } = gate.cookie;
    const secure = (await headers()).get("x-forwarded-proto") === "https";
    (await cookies()).set(name, gate.createPass(), { ...attributes, secure });
    return done();
  },
  { open: true },
);

function refuseGuesses(returnsAt: Date): Response {
  const seconds = Math.max(1, Math.ceil((returnsAt.getTime() - Date.now()) / 1_000));
  const minutes = Math.ceil(seconds / 60);
  return refuse(
    429,
    "too-many-guesses",
    `Too many wrong codes were tried. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`,
    { "retry-after": String(seconds) },
  );
}

export const GET = refuseMethod("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
