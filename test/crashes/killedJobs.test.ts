import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import Sqlite from "sqlite-driver";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writePhotos } from "../../src/actions/testing/writePhotos.ts";
import { realSettings } from "../../src/core/project/settings.ts";
import type { Answer } from "../../src/core/tasks/decision.ts";
import { makePerson, makeProject } from "../factories.ts";
import { makeQuickFolder } from "../made/makeQuickFolder.ts";
import { makeVotes } from "../made/makeVotes.ts";
import { openFolder } from "../openFolder.ts";
import { builtProgram } from "../servers/builtProgram.ts";

const program = await builtProgram();
const killer = pathToFileURL(join(import.meta.dirname, "killAtStatement.ts")).href;
/** One in each sixth of its statements: what it does between two chunks it does between all of them. */
const usualKills = 6;
/** Three chunks of proposals. */
const photoCount = 150;
const minutes = 60_000;

/** A job that is killed right before any of its statements, and started again, ends as if nobody had killed it. */
describe("a job that is killed at any moment and run again ends as one that was not:", () => {
  let folder: string;
  let photos: string;

  beforeAll(async () => {
    folder = await makeQuickFolder("multilabelfy-killed-");
    const names = Array.from({ length: photoCount }, (_, at) => [`${at}.jpg`, at] as const);
    photos = await writePhotos({ ...Object.fromEntries(names), "bad.jpg": "nonsense" });
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await rm(photos, { recursive: true, force: true });
  });

  /** Runs the program to its end, which may be that it is killed; @returns how it ended */
  async function run(data: string, args: string[], env: Record<string, string> = {}) {
    const child = spawn(process.execPath, ["--import", killer, program, ...args, "--data", data], {
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, ...env },
    });
    let log = "";
    child.stderr.on("data", (text) => {
      log += text;
    });
    const [code, signal] = await once(child, "close");
    return { code, signal, log };
  }

  /** Kills the command at moments spread over all of its statements, then lets it end. */
  async function killAndCompare(
    before: string,
    args: string[],
    { images = photoCount + 1, kills = usualKills } = {},
  ): Promise<void> {
    const counted = join(folder, "statements");
    const calm = join(folder, "calm");
    await cp(before, calm, { recursive: true });
    expect(await run(calm, args, { COUNT_STATEMENTS: counted })).toMatchObject({ signal: null });
    const statements = Number(await readFile(counted, "utf8"));
    expect(statements).toBeGreaterThan(kills);
    const wanted = readEndState(calm);
    expect(wanted.images).toHaveLength(images);

    let killed = 0;
    for (let moment = 0; killed < kills; ) {
      const data = join(folder, "killed");
      await cp(before, data, { recursive: true });
      let ended: Awaited<ReturnType<typeof run>>;
      do {
        // Steps of the golden ratio: wherever the list ends, its moments are spread evenly.
        const share = (++moment * 0.618033988749895) % 1;
        const at = 1 + Math.floor(share * statements);
        ended = await run(data, args, killed < kills ? { KILL_AT_STATEMENT: String(at) } : {});
        if (ended.signal === "SIGKILL") killed++;
      } while (ended.signal === "SIGKILL");
      expect(ended).toMatchObject({ signal: null });
      expect(readEndState(data)).toEqual(wanted);
      await rm(data, { recursive: true });
    }
    await rm(calm, { recursive: true });
  }

  it(
    "an import of images",
    async () => {
      const before = join(folder, "empty");
      expect(await run(before, ["project", "create", "P"])).toMatchObject({ code: 0 });
      await killAndCompare(before, ["import", "images", photos]);
    },
    10 * minutes,
  );

  it(
    "an import of images that are copied",
    async () => {
      const before = join(folder, "empty for copies");
      expect(await run(before, ["project", "create", "P"])).toMatchObject({ code: 0 });
      await killAndCompare(before, ["import", "images", photos, "--copy"]);
    },
    10 * minutes,
  );

  it(
    "proposals",
    async () => {
      const before = join(folder, "imported");
      expect(await run(before, ["project", "create", "P"])).toMatchObject({ code: 0 });
      expect(await run(before, ["import", "images", photos, "--no-verify"])).toMatchObject({ code: 0 });
      // Each begins with the model, which takes most of the time.
      await killAndCompare(before, ["propose"], { kills: 4 });
    },
    10 * minutes,
  );

  it(
    "a settlement of votes",
    async () => {
      const before = join(folder, "voted");
      const ctx = await openFolder(before);
      // A chunk and a bit.
      const keys = Array.from({ length: 60 }, (_, at) => `${String(at).padStart(3, "0")}.jpg`);
      const { project, imageIds } = await makeProject(ctx, {
        images: Object.fromEntries(keys.map((key) => [key, [0]])),
        settings: { ...realSettings, votedLabels: 2, overlap: 3, leaveOutModelAgreed: false },
      });
      const people = await Promise.all(
        ["ann", "ben", "cem"].map((name) => makePerson(ctx, project, name, ["annotator"])),
      );
      const say = (image: number, person: number): Answer[] => [
        (image + person) % 7 === 0 ? "no" : "yes",
        (image * person) % 5 === 1 ? "unsure" : image % 3 === 0 ? "yes" : "no",
      ];
      const votes = keys.map((key, image) => {
        const ofPeople = people.map((person, seat) => [person, say(image, seat)] as const);
        return [imageIds[key]!, new Map(ofPeople)] as const;
      });
      await makeVotes(ctx, project, new Map(votes));
      await ctx.db.destroy();
      await killAndCompare(before, ["votes", "settle"], { images: keys.length, kills: 4 });
    },
    10 * minutes,
  );
});

/** What the jobs leave behind, without ids and times. */
function readEndState(data: string) {
  const db = new Sqlite(join(data, "multilabelfy.sqlite"), { readonly: true });
  try {
    expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
    const images = db
      .prepare(
        `SELECT image.key, image.fileState, image.failure, image.sha256, image.width, image.height,
           prediction.ranking AS predicted, prediction.failure AS notPredicted,
           proposal.ranking AS proposed, proposal.version,
           settled.probabilitiesJson, agreement.agreed, agreement.labelsJson, agreement.reasonsJson
         FROM image LEFT JOIN prediction ON prediction.imageId = image.id
         LEFT JOIN proposal ON proposal.imageId = image.id
         LEFT JOIN settled ON settled.imageId = image.id
         LEFT JOIN agreement ON agreement.imageId = image.id ORDER BY image.key`,
      )
      .all();
    const running = db.prepare("SELECT kind FROM job WHERE state = 'running'").all();
    const incomplete = db
      .prepare("SELECT count(*) AS count FROM imageImport WHERE completedAt IS NULL")
      .get();
    return { images, running, incomplete };
  } finally {
    db.close();
  }
}
