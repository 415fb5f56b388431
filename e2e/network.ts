import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** What lies between two programs, a browser and the app or the app and its database, and can be cut. */
export interface Network {
  url: string;
  /** The address of the other end through here. */
  through(address: string): string;
  /** From now on new connections lead to another address. */
  leadTo(address: string): void;
  cut(): Promise<void>;
  restore(): Promise<void>;
  stop(): Promise<void>;
}

export async function startNetwork(address: string): Promise<Network> {
  let target = new URL(address);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.pipe(to);
      // A connection that breaks is what this is for.
      from.on("error", () => to.destroy());
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  const open = (port: number) => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  await open(0);
  const { port } = server.address() as AddressInfo;

  async function cut() {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.resetAndDestroy();
    await closed;
  }

  return {
    url: `http://127.0.0.1:${port}`,
    through: (other) => Object.assign(new URL(other), { hostname: "127.0.0.1", port }).href,
    leadTo(other) {
      target = new URL(other);
    },
    cut,
    restore: () => open(port),
    stop: async () => {
      if (server.listening) await cut();
    },
  };
}
