import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { beforeAll, expect, test } from "vitest";
import { onSqlite } from "../../../test/onBothDatabases.ts";
import type { Context } from "../../actions/context.ts";
import type { TracingSettings } from "../../config/readTracing.ts";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { s3Storage } from "../../storage/s3/s3Storage.ts";
import { startTestServer } from "../testServer.ts";

interface Sent {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
}

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
      const headers = { "x-request-id": "made-up-by-a-stranger" };
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

  /** What a collector got from a server that ran as said. */
  async function collect(run: (tracing: TracingSettings) => Promise<void>): Promise<Sent[]> {
    const spans: Sent[] = [];
    const collector = createServer(async (request, response) => {
      const { resourceSpans } = JSON.parse(await text(request)) as {
        resourceSpans: { scopeSpans: { spans: Sent[] }[] }[];
      };
      spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
    await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
    const { port } = collector.address() as AddressInfo;
    try {
      await run({ url: `http://127.0.0.1:${port}/v1/traces`, share: 1, followsParent: true });
    } finally {
      collector.closeAllConnections();
      collector.close();
    }
    return spans;
  }

  test("traces go to the collector, one for each request, under the trace of a proxy that is trusted", async () => {
    const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    const ask = async (url: string) => {
      await (await fetch(`${url}/health/live?secret=1`, { headers: { traceparent } })).text();
    };
    const spans = await collect(async (tracing) => {
      await withServer({ tracing }, ask);
      await withServer({ tracing, trustedProxy: ["loopback"] }, ask);
    });
    expect(spans).toMatchObject([
      { name: "GET /health/live", kind: 2, traceId: expect.not.stringContaining("0af765") },
      {
        name: "GET /health/live",
        traceId: "0af7651916cd43dd8448eb211c80319c",
        parentSpanId: "b7ad6b7169203331",
        attributes: expect.arrayContaining([{ key: "http.response.status_code", value: { intValue: 200 } }]),
      },
    ]);
    expect(JSON.stringify(spans)).not.toContain("secret");
  });

  test("what a request asks of the database and the storage is below its trace, and no value", async () => {
    const spans = await collect((tracing) =>
      withServer({ tracing }, async (url) => {
        const reply = await fetch(`${url}/api/auth/sign-in/email`, {
          method: "POST",
          headers: { "content-type": "application/json", origin: url },
          body: JSON.stringify({ email: "nobody@example.org", password: "a secret of some length" }),
        });
        await reply.text();
      }),
    );
    const request = spans.find(({ name }) => name.startsWith("POST "))!;
    const asked = spans.filter(({ parentSpanId }) => parentSpanId === request.spanId);
    expect(asked.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["select failedTries", "insert failedTries"]),
    );
    expect(asked.every(({ traceId }) => traceId === request.traceId)).toBe(true);
    expect(asked.length).toBe(spans.length - 1);
    expect(JSON.stringify(spans)).not.toMatch(/nobody@|a secret/);
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
      const { status, text: metrics } = await read(`Bearer ${token}`);
      expect(status).toBe(200);
      expect(metrics).toContain('multilabelfy_info{version="');
      expect(metrics).toContain("multilabelfy_ready 1");
      expect(metrics).toMatch(/_duration_seconds_count\{method="GET",route="[^"]+",status="404"\} \d/);
      expect(metrics).toContain("nodejs_eventloop_lag_seconds");
      expect(metrics).not.toMatch(/secret|none\/labels/);
    });
  });
});
