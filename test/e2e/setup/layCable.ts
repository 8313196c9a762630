import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/**
 * A connection that can be pulled out, or hang, between a browser and a server, or a server and its database. A browser that merely pretends to be offline
 * still sends what a page sends while it is closed.
 *
 * @param port of the server; asked for each connection, since a server that starts again may get another
 */
export async function layCable(port: () => number) {
  const sockets = new Set<Socket>();
  const pairs = new Set<readonly [near: Socket, far: Socket]>();
  let isPulled = false;
  let isHanging = false;
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
    }
    const pair = [near, far] as const;
    pairs.add(pair);
    near.on("close", () => pairs.delete(pair));
    if (!isHanging) join(pair);
  });
  const join = ([near, far]: readonly [Socket, Socket]) => {
    near.pipe(far);
    far.pipe(near);
  };
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
    /** Nothing arrives any more at either end, and neither is told. */
    hang(): void {
      isHanging = true;
      for (const [near, far] of pairs) {
        near.unpipe(far);
        far.unpipe(near);
      }
    },
    /** What was sent meanwhile arrives late. */
    goOn(): void {
      isHanging = false;
      for (const pair of pairs) join(pair);
    },
    async remove(): Promise<void> {
      cutAll();
      outlet.close();
      await once(outlet, "close");
    },
  };
}
