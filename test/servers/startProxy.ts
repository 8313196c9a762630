import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream";

/** Sends each request to the next server; whoever is not answered asks again. */
export async function startProxy(ports: readonly number[]): Promise<{ url: string; close(): Promise<void> }> {
  let turn = 0;
  const proxy = createServer((asked, answer) => {
    const port = ports[turn++ % ports.length]!;
    const { method, url: path, headers } = asked;
    const onward = request({ host: "127.0.0.1", port, method, path, headers, agent: false }, (reply) => {
      // Whoever asked may have gone meanwhile.
      if (answer.destroyed) return void reply.destroy();
      answer.writeHead(reply.statusCode!, reply.headers);
      // Of what tells of changes, nothing may follow for a long time.
      answer.flushHeaders();
      pipeline(reply, answer, () => {});
    });
    pipeline(asked, onward, (error) => error && answer.destroy());
    onward.on("error", () => answer.destroy());
    answer.on("close", () => onward.destroy());
  }).listen(0, "127.0.0.1");
  await once(proxy, "listening");
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    async close() {
      proxy.closeAllConnections();
      proxy.close();
      await once(proxy, "close");
    },
  };
}
