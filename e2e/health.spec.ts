import { expectRefusal } from "./refusal.ts";
import { expect, test } from "./test.ts";

test("a load balancer hears that all is well, with nothing that it should not know", async ({
  app,
  request,
}) => {
  const response = await request.get(`${app.url}/api/health`);
  expect(response.status()).toBe(200);
  expect(await response.json()).toEqual({
    ok: true,
    database: "ok",
    sandbox: "ok",
    model: "configured",
  });
  expect(response.headers()).toMatchObject({ "cache-control": "private, no-store" });
  expect(response.headers()["set-cookie"]).toBeUndefined();
  await expectRefusal(await request.post(`${app.url}/api/health`), 405, "wrong-method");
});
