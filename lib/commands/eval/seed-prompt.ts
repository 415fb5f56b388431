import { createHash } from "node:crypto";

/** What the reviewer was told at the beginning of this project, before there was a policy: two sentences. */
const text = `You are a software engineer who is an expert at reviewing whether code is safe to execute. \
You decide whether the code you are given is safe to execute.`;

/** It takes the policy's place in a comparison. */
export const seedPolicy = { text, version: createHash("sha256").update(text).digest("hex") };
