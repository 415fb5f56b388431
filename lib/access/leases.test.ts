import { beforeEach, expect, it } from "vitest";
import { createLeases } from "#lib/access";
import { leases } from "#lib/database";
import { describeDatabases } from "../database/databases.fixture.ts";

const minuteMs = 60_000;

describeDatabases("the answers that an owner has under way", (database) => {
  const create = (lastsMs = minuteMs) => createLeases(database().db, { slots: 2, lastsMs });
  beforeEach(async () => {
    await database().db.delete(leases);
  });

  it("are so many and no more, for each owner by themselves", async () => {
    const { take } = create();
    expect(await take("me", "1")).not.toBeNull();
    expect(await take("me", "2")).not.toBeNull();
    expect(await take("me", "3")).toBeNull();
    expect(await take("you", "4")).not.toBeNull();
  });

  it("make room when they end, each once", async () => {
    const { take } = create();
    const first = await take("me", "1");
    await take("me", "2");
    await first?.end();
    expect(await take("me", "3")).not.toBeNull();
    // What has ended already takes nobody's place away.
    await first?.end();
    expect(await take("me", "4")).toBeNull();
  });

  it("are no more when many are asked for at once, on two instances", async () => {
    const [one, other] = [create(), create()];
    const asked = await Promise.all(
      Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? one : other).take("me", String(index))),
    );
    expect(asked.filter((lease) => lease !== null)).toHaveLength(2);
  });

  it("end by themselves when nobody renews them", async () => {
    const gone = create(-1);
    await gone.take("me", "1");
    await gone.take("me", "2");
    const { take } = create();
    const next = await take("me", "3");
    expect(next).not.toBeNull();
    await next?.renew();
    expect(await take("me", "4")).not.toBeNull();
    expect(await take("me", "5")).toBeNull();
  });
});
