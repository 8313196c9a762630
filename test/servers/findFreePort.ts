import { once } from "node:events";
import { createServer } from "node:net";

/** Below those that a system gives to connections by itself: a server that is started again finds its port free. */
const range = { from: 20_000, to: 32_000 };

/** A port that nobody listens on at the moment, and that nobody is given who asks for any. */
export async function findFreePort(): Promise<number> {
  while (true) {
    const port = range.from + Math.floor(Math.random() * (range.to - range.from));
    const server = createServer().listen(port, "127.0.0.1");
    try {
      await once(server, "listening");
    } catch {
      continue;
    }
    server.close();
    await once(server, "close");
    return port;
  }
}
