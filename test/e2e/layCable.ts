import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/**
 * A connection that can be pulled out, between a browser and a server. A browser that merely pretends to be offline
 * still sends what a page sends while it is closed.
 *
 * @param port of the server; asked for each connection, since a server that starts again may get another
 */
export async function layCable(port: () => number) {
  const sockets = new Set<Socket>();
  let isPulled = false;
  const outlet = createServer((near) => {
    if (isPulled) {
      near.destroy();
      return;
    }
    const far = connect(port(), "127.0.0.1");
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  outlet.listen(0, "127.0.0.1");
  await once(outlet, "listening");
  const cutAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(outlet.address() as AddressInfo).port}`,
    pull(): void {
      isPulled = true;
      cutAll();
    },
    plugIn(): void {
      isPulled = false;
    },
    async remove(): Promise<void> {
      cutAll();
      outlet.close();
      await once(outlet, "close");
    },
  };
}
