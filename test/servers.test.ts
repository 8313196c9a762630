import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream";
import { expect, inject, it, vi } from "vitest";
import { importImages } from "../src/actions/images/importImages.ts";
import { startJob } from "../src/actions/jobs/startJob.ts";
import { createProject } from "../src/actions/project/createProject.ts";
import { writePhotos } from "../src/actions/testing/writePhotos.ts";
import { findJob } from "../src/db/jobs.ts";
import { openDatabase } from "../src/db/sql/openDatabase.ts";
import { openStorage } from "../src/storage/openStorage.ts";
import { startS3Server } from "../src/storage/testing/startS3Server.ts";
import { findFreePort } from "./findFreePort.ts";
import { makeTeam } from "./makeTeam.ts";
import { createPostgresDatabase } from "./migratedDatabases.ts";
import { makeContext } from "./openFolder.ts";
import { readSaves } from "./readSaves.ts";
import { end, readyLine, startProgram } from "./runProgram.ts";
import { saveWithoutEnd } from "./saveWithoutEnd.ts";

const people = 4;
const images = 128;
const kills = 3;
/** The next server is killed after so many saves at most. */
const maxBetween = 12;

const s3 = await startS3Server(["data"]);

it("two servers and two workers, killed at random, lose nothing that was acknowledged and do nothing twice", async () => {
  const databaseUrl = await createPostgresDatabase(inject("migrated").postgresName);
  const { dataFolder, address, project, emails } = await makeTeam({ people, imagesEach: 4, databaseUrl });
  const db = await openDatabase(address);
  const storage = openStorage(dataFolder, { bucket: { bucket: "data", prefix: "" }, access: s3 });
  const ctx = { ...makeContext({ db, address, dataFolder }), storage };
  const { id: photos } = await createProject(ctx, { name: "Photos", labelSpace: "imagenet-1k" });
  const names = Array.from({ length: images }, (_, at) => [`${at}.jpg`, at]);
  await importImages(ctx, {
    ...{ project: photos, copy: true },
    source: await writePhotos(Object.fromEntries(names)),
  });

  const ports = [await findFreePort(), await findFreePort()];
  const proxy = await startProxy(ports);
  const environment = {
    MULTILABELFY_DATABASE_URL: databaseUrl,
    MULTILABELFY_SECRET: randomBytes(32).toString("hex"),
    MULTILABELFY_PUBLIC_URL: proxy.url,
    MULTILABELFY_S3_BUCKET: "data",
    MULTILABELFY_S3_ENDPOINT: s3.endpoint,
    MULTILABELFY_S3_ACCESS_KEY_ID: s3.keys!.id,
    MULTILABELFY_S3_SECRET_ACCESS_KEY: s3.keys!.secret,
  };
  const folders = await Promise.all(
    Array.from({ length: 4 }, () => mkdtemp(join(tmpdir(), "multilabelfy-server-"))),
  );
  const unforeseen: string[] = [];
  const start = (folder: string, ...args: string[]) => {
    const child = startProgram([...args, "--json", "--data", folder], folder, environment);
    child.stderr!.setEncoding("utf8").on("data", (text: string) => unforeseen.push(text));
    return child;
  };
  const serve = async (at: number) => {
    const server = start(folders[at]!, "serve", "--no-jobs", "--port", String(ports[at]));
    await readyLine(server);
    return server;
  };
  const work = (at: number) => start(folders[2 + at]!, "worker", "--only", "propose");

  const { id: job } = await startJob(ctx, {
    ...{ project: photos, person: null },
    work: { kind: "propose", model: null, by: "model" },
  });
  const servers = await Promise.all([serve(0), serve(1)]);
  const workers = [work(0), work(1)];
  const acknowledged = new Map<string, string[]>();
  let [count, wanted, isOver] = [0, 0, false];
  let isEnough = () => {};
  const onAcknowledged = () => {
    if (++count >= wanted) isEnough();
  };
  const clients = Promise.all(
    emails.map((email) =>
      saveWithoutEnd(proxy.url, email, project, acknowledged, () => isOver, onAcknowledged),
    ),
  );
  const until = (isSo: (found: NonNullable<Awaited<ReturnType<typeof findJob>>>) => boolean) =>
    vi.waitUntil(async () => isSo((await findJob(db, job))!), { timeout: 60_000, interval: 20 });
  const killOne = async (
    all: ChildProcess[],
    again: (at: number) => ChildProcess | Promise<ChildProcess>,
  ) => {
    const at = Math.floor(Math.random() * 2);
    await end(all[at]!, "SIGKILL");
    all[at] = await again(at);
  };
  for (let killed = 0; killed < kills; killed++) {
    wanted = count + 1 + Math.floor(Math.random() * maxBetween);
    const enough = new Promise<void>((resolve) => {
      isEnough = resolve;
    });
    await Promise.race([clients, enough]);
    await killOne(servers, serve);
    // While the job is under way, at its beginning and later.
    if (killed % 2 === 0) {
      await until(({ done, state }) => done > 0 || state !== "queued");
      await killOne(workers, work);
    }
  }
  await until(({ state }) => state !== "running" && state !== "queued");
  isOver = true;
  await clients;
  expect(await findJob(db, job)).toMatchObject({ state: "done" });

  const stored = await readSaves(db, "postgres");
  expect(stored).toHaveLength(acknowledged.size);
  for (const { assignment, ...saves } of stored) {
    const comments = acknowledged.get(assignment)!;
    const [revision, comment] = [comments.length, comments.at(-1)];
    expect(saves).toEqual({ revision, comment, events: revision, operations: revision });
  }
  for (const table of ["prediction", "proposal", "embedding"] as const) {
    const rows = await db
      .selectFrom(table)
      .innerJoin("image", "image.id", `${table}.imageId`)
      .select("image.id")
      .where("image.projectId", "=", photos)
      .execute();
    expect([table, rows.length, new Set(rows.map(({ id }) => id)).size]).toEqual([table, images, images]);
  }
  expect(unforeseen).toEqual([]);
  await Promise.all([...servers, ...workers].map((child) => end(child)));
  await db.destroy();
  await proxy.close();
  for (const folder of [dataFolder, ...folders]) await rm(folder, { recursive: true });
}, 180_000);

/** Sends each request to the next server; whoever is not answered asks again. */
async function startProxy(ports: readonly number[]) {
  let turn = 0;
  const proxy = createServer((asked, answer) => {
    const port = ports[turn++ % ports.length]!;
    const { method, url: path, headers } = asked;
    const onward = request({ host: "127.0.0.1", port, method, path, headers, agent: false }, (reply) => {
      answer.writeHead(reply.statusCode!, reply.headers);
      pipeline(reply, answer, () => {});
    });
    pipeline(asked, onward, (error) => error && answer.destroy());
    onward.on("error", () => answer.destroy());
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
