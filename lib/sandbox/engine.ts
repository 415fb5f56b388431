import type { Image } from "./image.ts";
import type { Limits } from "./limits.ts";
import { createMachine } from "./machine.ts";
import { type Guest, QuickJSGuest } from "./quickjs-guest.ts";
import { createRejections } from "./rejections.ts";

/** Makes guests, one at a time. The one thing the rest of the sandbox knows of QuickJS. */
export interface Engine {
  /** A fresh guest. The one before it is gone. */
  createGuest(limits: Limits): Guest;
}

export async function createEngine(image: Image): Promise<Engine> {
  let guest: QuickJSGuest | null = null;
  const callbacks = {
    call: (id: number, args: number) => guest?.answer(id, args) ?? 0,
    shouldInterrupt: () => guest?.shouldStop() ?? true,
  };
  const machine = await createMachine(image.compiled, callbacks, image.growImport);
  const rejections = createRejections(machine);
  return {
    createGuest(limits) {
      machine.renew(limits.memoryBytes, image.parts, guest?.endedCleanly ?? false);
      rejections.attach();
      crypto.getRandomValues(machine.words().subarray(image.layout.randomWord, image.layout.randomWord + 2));
      guest = new QuickJSGuest(machine, image, rejections, limits);
      return guest;
    },
  };
}
