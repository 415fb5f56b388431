import type { APIResponse } from "@playwright/test";
import { expect } from "./test.ts";

/** Every refusal has the same body: a code for programs and words for people. */
export async function expectRefusal(
  response: APIResponse,
  status: number,
  code: string,
  words?: string,
): Promise<void> {
  expect(response.headers()["content-type"]).toContain("application/json");
  const body = await response.json();
  expect({ status: response.status(), code: body.error?.code }).toEqual({ status, code });
  expect(Object.keys(body)).toEqual(["error"]);
  expect(body.error.message).toEqual(expect.stringMatching(/\S/));
  if (words) expect(body.error.message).toContain(words);
}
