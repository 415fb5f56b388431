import { expect, it, vi } from "vitest";
import { createLoadable } from "#components/ui";

const Drawn = () => null;

it("what is loaded when needed says that it failed, and comes when it is tried again", async () => {
  let gone = true;
  const loadable = createLoadable(async () => {
    if (gone) throw new Error("The network is gone.");
    return { default: Drawn };
  });
  const told = vi.fn();
  loadable.subscribe(told);
  expect(loadable.read()).toEqual({ Component: null, failed: false });
  loadable.load();
  await vi.waitFor(() => expect(told).toHaveBeenCalledOnce());
  expect(loadable.read()).toEqual({ Component: null, failed: true });
  gone = false;
  loadable.load();
  // Whoever said so stays until it is there.
  expect(loadable.read().failed).toBe(true);
  await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(2));
  expect(loadable.read()).toEqual({ Component: Drawn, failed: false });
});

it("what is loaded when needed is fetched once, however many need it", async () => {
  const fetch = vi.fn(async () => ({ default: Drawn }));
  const loadable = createLoadable(fetch);
  loadable.load();
  loadable.load();
  await vi.waitFor(() => expect(loadable.read().Component).toBe(Drawn));
  loadable.load();
  expect(fetch).toHaveBeenCalledOnce();
});
