import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { readyLine, startProgram } from "../servers/runProgram.ts";

/** The server promises 5 s; a machine that is busy gets some more. */
const max = 8_000;

it("a server ends soon after it is told to, whatever is open: half a request, a silent connection", async () => {
  const folder = await mkdtemp(join(tmpdir(), "multilabelfy-stop-"));
  const server = startProgram(["serve", "--json", "--port", "0", "--data", folder], folder);
  const { url } = await readyLine<{ url: string }>(server);
  const port = Number(new URL(url).port);
  const sockets = ["", "GET /api/hea", halfOf("POST", "/api/auth/sign-in/email")].map((text) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => {});
    socket.write(text);
    return socket;
  });
  await Promise.all(sockets.map((socket) => once(socket, "connect")));
  expect((await fetch(`${url}/api/session`)).status).toBeLessThan(500);

  server.kill("SIGTERM");
  const ended = await Promise.race([once(server, "exit"), wait(max, "still runs")]);
  if (ended === "still runs") server.kill("SIGKILL");
  for (const socket of sockets) socket.destroy();
  expect(ended).toEqual([0, null]);
  await rm(folder, { recursive: true });
}, 60_000);

const halfOf = (method: string, path: string) =>
  `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"email": "`;
