import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { importImages } from "../../src/actions/images/importImages.ts";
import { startJob } from "../../src/actions/jobs/startJob.ts";
import { createProject } from "../../src/actions/project/createProject.ts";
import { findJob } from "../../src/db/jobs.ts";
import { openDatabase } from "../../src/db/sql/openDatabase.ts";
import { makePhoto } from "../../src/files/testing/makePhoto.ts";
import { openStorage } from "../../src/storage/openStorage.ts";
import type { BucketAccess } from "../../src/storage/s3/bucketAccess.ts";
import { readSaves } from "../crashes/readSaves.ts";
import { saveWithoutEnd } from "../crashes/saveWithoutEnd.ts";
import { makeTeam } from "../made/makeTeam.ts";
import { makeContext } from "../openFolder.ts";
import { findFreePort } from "./findFreePort.ts";
import { end, readyLine, startProgram } from "./runProgram.ts";
import { startProxy } from "./startProxy.ts";

/** What `openSeveralServers` needs of an S3 server. */
export const bucketsNeeded = ["data", "photos"];

const serverCount = 2;
/** Milliseconds between two looks how far a job is. */
const lookEvery = 50;

export type SeveralServers = Awaited<ReturnType<typeof openSeveralServers>>;

/**
 * An installation of two servers behind a proxy that has no memory, on PostgreSQL and a bucket, whose photos lie in
 * another bucket. Servers and workers have nothing in common but those.
 *
 * @param options.random decides who is killed when
 */
export async function openSeveralServers({
  databaseUrl,
  s3,
  people,
  imagesEach,
  photos,
  random,
}: {
  databaseUrl: string;
  s3: BucketAccess & { endpoint: string };
  people: number;
  imagesEach: number;
  photos: number;
  random: () => number;
}) {
  const { dataFolder, address, project: team, emails } = await makeTeam({ people, imagesEach, databaseUrl });
  const db = await openDatabase(address);
  const storage = openStorage(dataFolder, { bucket: { bucket: "data", prefix: "" }, access: s3 });
  const ctx = { ...makeContext({ db, address, dataFolder }), storage };
  const photoBucket = openStorage(dataFolder, { bucket: { bucket: "photos", prefix: "" }, access: s3 });
  for (let at = 0; at < photos; at++)
    await photoBucket.put(`${at}.jpg`, [await makePhoto(48, 32, at).jpeg().toBuffer()]);

  const ports = await Promise.all(Array.from({ length: serverCount }, findFreePort));
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
  const folders: string[] = [dataFolder];
  const makeFolder = async () => {
    const folder = await mkdtemp(join(tmpdir(), "multilabelfy-server-"));
    folders.push(folder);
    return folder;
  };
  /** What servers and workers wrote to their logs, which is for what nobody foresaw. */
  const unforeseen: string[] = [];
  const start = async (folder: string, ...args: string[]) => {
    const child = startProgram([...args, "--json", "--data", folder], folder, environment);
    child.stderr!.setEncoding("utf8").on("data", (text: string) => unforeseen.push(text));
    await readyLine(child);
    // What it says later is not read, and must not fill its pipe.
    child.stdout!.resume();
    return child;
  };
  const startGroup = async (count: number, args: (at: number) => string[]) => {
    const places = await Promise.all(Array.from({ length: count }, makeFolder));
    const all = await Promise.all(places.map((folder, at) => start(folder, ...args(at))));
    return {
      /** Kills one of them, or now and then all, and starts them again. @returns how many */
      async killSome(): Promise<number> {
        const isAll = random() < 0.25;
        const chosen = isAll ? all.keys() : [Math.floor(random() * count)];
        const killed = [...chosen];
        await Promise.all(killed.map((at) => end(all[at]!, "SIGKILL")));
        await Promise.all(
          killed.map(async (at) => {
            all[at] = await start(places[at]!, ...args(at));
          }),
        );
        return killed.length;
      },
      end: () =>
        Promise.all(
          all.map((child) => {
            // A worker says that it stops.
            child.stderr!.removeAllListeners("data").resume();
            return end(child);
          }),
        ),
    };
  };
  const servers = await startGroup(serverCount, (at) => ["serve", "--no-jobs", "--port", String(ports[at])]);

  const acknowledged = new Map<string, string[]>();
  let saves = 0;

  return {
    ctx,
    unforeseen,
    /** A project of all photos. */
    async register(name: string): Promise<string> {
      const { id: project } = await createProject(ctx, { name, labelSpace: "imagenet-1k" });
      await importImages(ctx, { project, source: "s3://photos" });
      return project;
    },

    /** Each annotator signs in and saves, until told to end. @param pause milliseconds between two saves of each, about */
    beginSaving(pause = 0) {
      let isOver = false;
      let [wanted, isEnough] = [Number.POSITIVE_INFINITY, () => {}];
      const onAcknowledged = async () => {
        if (++saves >= wanted) isEnough();
        if (pause > 0) await wait(2 * pause * random());
      };
      const all = Promise.all(
        emails.map((email) =>
          saveWithoutEnd(proxy.url, email, team, acknowledged, () => isOver, onAcknowledged),
        ),
      );
      return {
        /** Ends once so many more saves are acknowledged. @throws whatever went wrong with a save */
        async until(more: number): Promise<void> {
          const enough = new Promise<void>((resolve) => {
            [wanted, isEnough] = [saves + more, resolve];
          });
          await Promise.race([all, enough]);
        },
        async end(): Promise<void> {
          isOver = true;
          await all;
        },
      };
    },

    killServers: servers.killSome,
    /** That were acknowledged so far. */
    countSaves: () => saves,

    /**
     * Has workers propose labels for a project's images, and embed them.
     *
     * @param kills workers are killed so often, each time when some images more are done
     * @returns images a second, from the first ones that were stored to the end
     */
    async propose(project: string, { workers, kills }: { workers: number; kills: number }) {
      const group = await startGroup(workers, () => ["worker", "--only", "propose"]);
      const { id: job } = await startJob(ctx, {
        ...{ project, person: null },
        work: { kind: "propose", model: null, by: "model" },
      });
      const countStored = async () => {
        const { stored } = await db
          .selectFrom("prediction")
          .innerJoin("image", "image.id", "prediction.imageId")
          .select(({ fn }) => fn.countAll().as("stored"))
          .where("image.projectId", "=", project)
          .executeTakeFirstOrThrow();
        return Number(stored);
      };
      const isUnderWay = async () => ["queued", "running"].includes((await findJob(db, job))!.state);
      /** @returns how many are stored; less than asked for where the job has ended */
      const untilStored = async (least: number) => {
        for (;;) {
          const isOver = !(await isUnderWay());
          const stored = await countStored();
          if (stored >= least || isOver) return stored;
          await wait(lookEvery);
        }
      };
      let stored = await untilStored(1);
      const [first, begin] = [stored, performance.now()];
      let killed = 0;
      for (let kill = 0; kill < kills && stored < photos; kill++) {
        killed += await group.killSome();
        // It got on before the next one dies: a job that never does is failed.
        stored = await untilStored(stored + 1 + Math.floor((random() * photos) / kills));
      }
      await untilStored(photos);
      const seconds = (performance.now() - begin) / 1000;
      while (await isUnderWay()) await wait(lookEvery);
      await group.end();
      const ended = await findJob(db, job);
      assert.equal(ended?.state, "done", ended?.message);
      return { perSecond: (photos - first) / seconds, seconds, killed };
    },

    /** @returns the number of saves. @throws AssertionError where one that was acknowledged is missing or there twice */
    async checkSaves(): Promise<number> {
      const stored = await readSaves(db, "postgres");
      assert.equal(stored.length, acknowledged.size);
      for (const { assignment, ...found } of stored) {
        const comments = acknowledged.get(assignment)!;
        const [revision, comment] = [comments.length, comments.at(-1)];
        assert.deepEqual(found, { revision, comment, events: revision, operations: revision });
      }
      return saves;
    },

    /** @throws AssertionError unless each image of a project has one prediction, one proposal list and one embedding */
    async checkImages(project: string): Promise<void> {
      for (const table of ["prediction", "proposal", "embedding"] as const) {
        const rows = await db
          .selectFrom(table)
          .innerJoin("image", "image.id", `${table}.imageId`)
          .select("image.id")
          .where("image.projectId", "=", project)
          .execute();
        const ids = new Set(rows.map(({ id }) => id));
        assert.deepEqual([table, rows.length, ids.size], [table, photos, photos]);
      }
      const chunks = await db
        .selectFrom("embeddingChunk")
        .select("imageIdsJson")
        .where("projectId", "=", project)
        .execute();
      const embedded = chunks.flatMap(({ imageIdsJson }) => JSON.parse(imageIdsJson) as string[]);
      assert.deepEqual([embedded.length, new Set(embedded).size], [photos, photos]);
    },

    async close(): Promise<void> {
      await servers.end();
      await db.destroy();
      await proxy.close();
      for (const folder of folders) await rm(folder, { recursive: true });
    },
  };
}
