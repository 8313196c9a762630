import { Writable } from "node:stream";
import { beforeAll, expect, test } from "vitest";
import { onSqlite } from "../../../test/onBothDatabases.ts";
import type { Context } from "../../actions/context.ts";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { s3Storage } from "../../storage/s3/s3Storage.ts";
import { startTestServer } from "../testServer.ts";

const scratch = await temporaryFolder();
const token = "a long enough word";

onSqlite("what is seen of a server", (use) => {
  let ctx: Context;
  let lines: Record<string, unknown>[];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      for (const line of String(chunk).trim().split("\n")) lines.push(JSON.parse(line));
      done();
    },
  });
  beforeAll(() => {
    ctx = use();
  });

  const withServer = async (
    more: Parameters<typeof startTestServer>[2],
    run: (url: string, metricsUrl: string | undefined) => Promise<void>,
  ) => {
    lines = [];
    const server = await startTestServer(ctx, undefined, more);
    await run(server.url, server.metricsUrl).finally(server.close);
  };
  const look = async (url: string) => {
    const reply = await fetch(url);
    return [reply.status, await reply.json()];
  };

  test("a server lives without its storage, and is ready with it", async () => {
    await withServer({}, async (url) => {
      for (const path of ["/health", "/health/live", "/health/ready"])
        expect(await look(url + path)).toEqual([200, { status: "ok" }]);
    });
    const access = { endpoint: "http://127.0.0.1:1", keys: { id: "a", secret: "secret of S3" } };
    const patience = { connection: 100, silence: 100, attempts: 1 };
    ctx = {
      ...use(),
      storage: s3Storage({ ...access, patience }, { bucket: "labels", prefix: "" }, scratch),
    };
    await withServer({}, async (url) => {
      expect(await look(`${url}/health/live`)).toEqual([200, { status: "ok" }]);
      expect(await look(`${url}/health/ready`)).toEqual([
        503,
        { code: "unavailable", message: "The storage does not answer." },
      ]);
    });
    ctx = use();
  });

  test("each request has a name, in its reply and in the log, and its address is in neither", async () => {
    const log = { requestLog: true, logger: { level: "info", stream } };
    await withServer(log, async (url) => {
      const headers = { "x-request-id": "made up by a stranger" };
      const replies = await Promise.all(
        ["/health/live", "/api/nothing?secret=1", "/sign-in"].map((path) => fetch(url + path, { headers })),
      );
      const ids = replies.map((reply) => reply.headers.get("x-request-id"));
      expect(new Set(ids).size).toBe(3);
      await expect.poll(() => lines.filter(({ msg }) => msg === "request")).toHaveLength(3);
      const found = lines.filter(({ msg }) => msg === "request");
      expect(found.map(({ reqId }) => reqId).sort()).toEqual(ids.sort());
      expect(found.find(({ route }) => route === "/health/live")).toMatchObject({
        ...{ level: 30, method: "GET", status: 200, ms: expect.any(Number) },
      });
      expect(JSON.stringify(lines)).not.toMatch(/stranger|secret/);
    });
  });

  test("a proxy that is trusted names requests, in words that a log holds", async () => {
    await withServer({ trustedProxy: ["loopback"] }, async (url) => {
      const idFor = async (given: string) =>
        (await fetch(`${url}/health/live`, { headers: { "x-request-id": given } })).headers.get(
          "x-request-id",
        );
      expect(await idFor("7f3a-01.b")).toBe("7f3a-01.b");
      for (const odd of ["two words", "x".repeat(65)]) expect(await idFor(odd)).toMatch(/^[\da-f-]{36}$/);
    });
  });

  test("metrics are off, and where they are on they are at an address of their own, by a word", async () => {
    await withServer({}, async (url, metricsUrl) => {
      expect(metricsUrl).toBeUndefined();
      expect((await fetch(`${url}/metrics`)).status).toBe(404);
    });
    await withServer({ metrics: { host: "127.0.0.1", port: 0, token } }, async (url, metricsUrl) => {
      expect((await fetch(`${url}/metrics`)).status).toBe(404);
      await fetch(`${url}/api/projects/none/labels?secret=1`).then((reply) => reply.text());
      const read = async (authorization?: string) => {
        const reply = await fetch(metricsUrl!, authorization ? { headers: { authorization } } : {});
        return { status: reply.status, text: await reply.text() };
      };
      for (const wrong of [undefined, "Bearer ", `Bearer ${token}x`, token])
        expect(await read(wrong)).toMatchObject({ status: 401, text: expect.not.stringContaining("_total") });
      const { status, text } = await read(`Bearer ${token}`);
      expect(status).toBe(200);
      expect(text).toContain('multilabelfy_info{version="');
      expect(text).toContain("multilabelfy_ready 1");
      expect(text).toMatch(/_duration_seconds_count\{method="GET",route="[^"]+",status="404"\} \d/);
      expect(text).toContain("nodejs_eventloop_lag_seconds");
      expect(text).not.toMatch(/secret|none\/labels/);
    });
  });
});
