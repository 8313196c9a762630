import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect, createServer as createTcpServer, type Server } from "node:net";
import { buffer, text } from "node:stream/consumers";
import { afterAll, expect, test } from "vitest";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { checkStorage } from "../checkStorage.ts";
import { hashStored } from "../hashStored.ts";
import type { Storage } from "../storage.ts";
import { startS3Server } from "../testing/startS3Server.ts";
import { testStorage } from "../testing/testStorage.ts";
import type { BucketAccess } from "./bucketAccess.ts";
import { s3Storage } from "./s3Storage.ts";

const access = await startS3Server(["labels"]);
const scratch = await temporaryFolder();
const impatient = { connection: 5_000, silence: 300, attempts: 3 };
let made = 0;

const open = (changed: Partial<BucketAccess> = {}, bucket = "labels") =>
  s3Storage({ ...access, ...changed }, { bucket, prefix: `of test/${made++}` }, scratch);

testStorage("a bucket", async () => open());

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterAll(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A server that answers as this test says, and the requests that it had. */
async function pretend(answer: (request: IncomingMessage, response: ServerResponse, nth: number) => void) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.headers.range ?? ""}`.trim());
    request.resume();
    answer(request, response, asked.length);
  });
  afterAll(() => server.closeAllConnections());
  return { storage: open({ endpoint: await listen(server), patience: impatient }), asked };
}

const refuse = (response: ServerResponse, status: number, code: string) =>
  response
    .writeHead(status, { "content-type": "application/xml" })
    .end(`<Error><Code>${code}</Code></Error>`);

const askAll = (storage: Storage): (() => Promise<unknown>)[] => [
  () => storage.put("a", ["a"]),
  () => storage.open("a"),
  () => Array.fromAsync(storage.list("")),
];

const unavailable = (words: string) => ({ code: "unavailable", message: expect.stringContaining(words) });

test("wrong keys are said to be wrong, whatever is asked for", async () => {
  const keys = { id: "S3RVER", secret: "wrong" };
  for (const one of [keys, { id: "nobody", secret: "wrong" }]) {
    const storage = open({ keys: one });
    for (const ask of askAll(storage))
      await expect(ask()).rejects.toMatchObject(unavailable("the keys are refused"));
    await expect(storage.stat("a")).rejects.toMatchObject(unavailable("Check the keys"));
    await expect(storage.isThere()).rejects.toMatchObject(unavailable("the keys are refused"));
  }
});

test("a bucket that is not there is said not to be there, and nothing is lost into it", async () => {
  const storage = open({}, "none-such");
  for (const ask of askAll(storage))
    await expect(ask()).rejects.toMatchObject(unavailable("there is no such bucket"));
  const whole = s3Storage(access, { bucket: "none-such", prefix: "" }, scratch);
  expect(await whole.isThere()).toBe(false);
  await expect(checkStorage(whole)).rejects.toMatchObject({ code: "not-found" });
  await checkStorage(open());
});

test("what these keys may not do is said", async () => {
  const { storage, asked } = await pretend((_, response) => refuse(response, 403, "AccessDenied"));
  for (const ask of [...askAll(storage), () => storage.stat("a"), () => storage.remove("a")])
    await expect(ask()).rejects.toMatchObject(unavailable("may not be used with these keys (403)"));
  expect(asked).toEqual(["PUT", "GET", "GET", "HEAD", "DELETE"]);
});

test("a full server has no room", async () => {
  const { storage } = await pretend((_, response) => refuse(response, 507, "XMinioStorageFull"));
  await expect(storage.put("a", ["a"])).rejects.toMatchObject({ code: "disk-full" });
});

test("an upload that the server forgot is no success", async () => {
  const { storage } = await pretend((_, response) => refuse(response, 404, "NoSuchUpload"));
  await expect(storage.put("a", ["a"])).rejects.toMatchObject(unavailable("refuses the request"));
});

test("nobody at the address, and a server that never answers, end after a while", async () => {
  const gone = createTcpServer();
  const endpoint = await listen(gone);
  await new Promise((resolve) => gone.close(resolve));
  const away = open({ endpoint, patience: impatient });
  await expect(away.stat("a")).rejects.toMatchObject(unavailable("does not answer (ECONNREFUSED)"));
  const { storage, asked } = await pretend(() => {});
  await expect(storage.open("a")).rejects.toMatchObject(unavailable("does not answer"));
  expect(asked).toEqual(["GET", "GET", "GET"]);
});

test("an overloaded server is asked again, so often and no more", async () => {
  const busy = await pretend((_, response) => refuse(response, 503, "SlowDown"));
  await expect(busy.storage.stat("a")).rejects.toMatchObject(unavailable("overloaded or broken (503)"));
  expect(busy.asked).toHaveLength(impatient.attempts);
  const recovered = await pretend((_, response, nth) =>
    nth < 3 ? refuse(response, 503, "SlowDown") : response.writeHead(200, { "content-length": "1" }).end(),
  );
  expect(await recovered.storage.stat("a")).toMatchObject({ bytes: 1 });
});

/** Sends an object from where it is asked for, and breaks off or falls silent after some bytes. */
function sendPart(
  request: IncomingMessage,
  response: ServerResponse,
  bytes: number,
  ending: "cut" | "silent",
) {
  const content = Buffer.from("0123456789");
  const first = Number(/bytes=(\d+)/.exec(request.headers.range ?? "")?.[1] ?? 0);
  const rest = content.subarray(first);
  response.writeHead(first > 0 ? 206 : 200, {
    "content-length": rest.length,
    ...(first > 0 ? { "content-range": `bytes ${first}-9/10` } : {}),
    etag: '"one"',
  });
  response.write(rest.subarray(0, bytes), () => {
    if (bytes >= rest.length) response.end();
    else if (ending === "cut") response.destroy();
  });
}

test.each(["cut", "silent"] as const)(
  "a connection that is %s on the way is made again from there",
  async (ending) => {
    const { storage, asked } = await pretend((request, response) => sendPart(request, response, 4, ending));
    const opened = await storage.open("a");
    expect(opened!.bytes).toBe(10);
    expect(await text(opened!.stream)).toBe("0123456789");
    expect(asked).toEqual(["GET", "GET bytes=4-", "GET bytes=8-"]);
  },
);

test("an object that never comes whole is an error, not a shorter object", async () => {
  const { storage } = await pretend((request, response) => sendPart(request, response, 1, "cut"));
  const opened = await storage.open("a");
  await expect(text(opened!.stream)).rejects.toMatchObject(unavailable("does not answer"));
  await expect(storage.localFile("a")).rejects.toMatchObject({ code: "unavailable" });
});

const large = randomBytes(20 * 2 ** 20);

test("what is large is stored in parts, and is there once all of them are", async () => {
  const storage = open();
  async function* pieces(isBroken: boolean) {
    for (let at = 0; at < large.length; at += 3_000_000) {
      if (isBroken && at > 15_000_000) throw new Error("broke off");
      yield large.subarray(at, at + 3_000_000);
    }
  }
  await expect(storage.put("a", pieces(true))).rejects.toThrow("broke off");
  expect(await Array.fromAsync(storage.list(""))).toEqual([]);
  await storage.put("a", pieces(false));
  expect(await hashStored(storage, "a")).toBe(createHash("sha256").update(large).digest("hex"));
  const end = await storage.open("a", { first: large.length - 5, last: large.length });
  expect(await buffer(end!.stream)).toEqual(large.subarray(-5));
});

test("a connection that is cut while something is stored leaves nothing of it", async () => {
  const { hostname, port } = new URL(access.endpoint);
  let isCut = true;
  const proxy = createTcpServer((from) => {
    const to = connect(Number(port), hostname);
    let sent = 0;
    from.on("data", (bytes) => {
      sent += bytes.length;
      if (isCut && sent > 1_000_000) {
        from.destroy();
        to.destroy();
      } else to.write(bytes);
    });
    to.pipe(from);
    for (const one of [from, to]) one.on("error", () => {});
    from.on("close", () => to.destroy());
  });
  const storage = open({ endpoint: await listen(proxy), patience: impatient });
  await expect(storage.put("a", [large])).rejects.toMatchObject({ code: "unavailable" });
  expect(await Array.fromAsync(storage.list(""))).toEqual([]);
  isCut = false;
  await storage.put("a", [large.subarray(0, 2_000_000)]);
  expect(await storage.stat("a")).toMatchObject({ bytes: 2_000_000 });
});

test("a listing of several pages is read page by page, in order", async () => {
  const pages = [["a/", "a/1 é.jpg"], [], ["a//2", "b/3"], ["c"]];
  const { storage, asked } = await pretend((request, response) => {
    const query = new URL(request.url ?? "", "http://server").searchParams;
    const at = Number(query.get("continuation-token") ?? 0);
    const contents = pages[at]!.map((key) => `<Contents><Key>${query.get("prefix")}${key}</Key></Contents>`);
    const next = at + 1 < pages.length ? `<NextContinuationToken>${at + 1}</NextContinuationToken>` : "";
    const body = `<ListBucketResult>${contents.join("")}${next}</ListBucketResult>`;
    response.writeHead(200, { "content-type": "application/xml" }).end(body);
  });
  const listing = storage.list("");
  expect(await listing.next()).toMatchObject({ value: "a/1 é.jpg" });
  expect(asked).toHaveLength(1);
  expect(await Array.fromAsync(listing)).toEqual(["a//2", "b/3", "c"]);
  expect(asked).toHaveLength(pages.length);
  expect(await Array.fromAsync(storage.list("", (key) => key === "b"))).toEqual(["a/1 é.jpg", "a//2", "c"]);
});
