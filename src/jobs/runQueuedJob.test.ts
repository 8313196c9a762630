import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { strFromU8, unzipSync } from "fflate";
import { beforeEach, expect, test } from "vitest";
import { makeFinal, makeModel, makePerson, makeProject } from "../../test/factories.ts";
import { onBothDatabases } from "../../test/onBothDatabases.ts";
import { importImages } from "../actions/images/importImages.ts";
import { storeUploaded } from "../actions/images/uploads.ts";
import { verifyImages } from "../actions/images/verifyImages.ts";
import { cancelJob } from "../actions/jobs/cancelJob.ts";
import { takerGoneAfter } from "../actions/jobs/findUntaken.ts";
import { getJobChoices } from "../actions/jobs/getJobChoices.ts";
import { getJob, listJobs } from "../actions/jobs/listJobs.ts";
import { openJobFile } from "../actions/jobs/openJobFile.ts";
import { retryJob, startJob } from "../actions/jobs/startJob.ts";
import { createProject } from "../actions/project/createProject.ts";
import { createRelease } from "../actions/releases/createRelease.ts";
import { writePhotos } from "../actions/testing/writePhotos.ts";
import type { JobWork } from "../contract/jobs.ts";
import { maxJobAttempts } from "../core/project/jobKind.ts";
import { beginJob, findJob } from "../db/jobs.ts";
import { beginTrials } from "../db/trials.ts";
import { endDeadJobs } from "./endDeadJobs.ts";
import { keepPresence } from "./presence.ts";
import { withProjectLock } from "./projectLock.ts";
import { runJob } from "./runJob.ts";
import { runQueuedJob } from "./runQueuedJob.ts";

let made = 0;
const at = "2026-01-01T00:00:00.000Z";

onBothDatabases("A job that was started in the browser", (use) => {
  let project: { id: string; name: string };
  let person: string;

  beforeEach(async () => {
    project = await createProject(use(), { name: `Jobs ${made++}`, labelSpace: "imagenet-1k" });
    person = await makePerson(use(), project.id, "ann", ["lead"]);
  });

  const start = (work: JobWork) => startJob(use(), { project: project.id, person, work });
  const look = (job: string) => getJob(use(), { project: project.id, job });

  test("waits, runs, and tells what it did and what it refused", async () => {
    const source = await writePhotos({ "0/a.jpg": 1, "0/b.jpg": 2 });
    await writeFile(join(source, "0", "torn.jpg"), "no photo");
    await importImages(use(), { project: project.id, source });
    expect(await getJobChoices(use(), { project: project.id })).toMatchObject({ unread: 3, releases: [] });
    const { id, ...queued } = await start({ kind: "verify" });
    expect(queued).toMatchObject({ kind: "verify", state: "queued", by: "ann", outcome: null });
    // Asked for once more, it is the same.
    expect(await start({ kind: "verify" })).toMatchObject({ id });

    expect(await runQueuedJob(use(), id)).toBe("ended");
    expect(await look(id)).toMatchObject({
      state: "done",
      ...{ step: "Reading images", done: 3, total: 3 },
      outcome: {
        counts: [{ what: "read", count: 2 }],
        refused: { count: 1, first: [{ file: "torn.jpg", reason: expect.stringContaining("not an image") }] },
        file: null,
      },
    });
    // What has ended runs no second time, and can be started anew.
    expect(await runQueuedJob(use(), id)).toBe("ended");
    expect((await findJob(use().db, id))?.attempts).toBe(1);
    expect((await start({ kind: "verify" })).id).not.toBe(id);
  });

  test("waits for another job of its project, and ends at once where it is cancelled meanwhile", async () => {
    const { id } = await start({ kind: "audit", spreadsheet: false });
    await withProjectLock(use(), project, async () => {
      expect(await runQueuedJob(use(), id)).toBe("busy");
      expect(await look(id)).toMatchObject({ state: "queued" });
      expect(await cancelJob(use(), { project: project.id, job: id })).toMatchObject({ state: "cancelled" });
    });
    expect(await runQueuedJob(use(), id)).toBe("ended");
    expect(await look(id)).toMatchObject({ state: "cancelled" });
    const again = await retryJob(use(), { project: project.id, job: id, person });
    expect(again).toMatchObject({ state: "queued", work: { kind: "audit" } });
    await expect(retryJob(use(), { project: project.id, job: again.id, person })).rejects.toMatchObject({
      code: "conflict",
    });
    const { jobs, before } = await listJobs(use(), { project: project.id, limit: 1 });
    expect(jobs.map((job) => job.id)).toEqual([again.id]);
    const next = await listJobs(use(), { project: project.id, limit: 1, before: before ?? "" });
    expect([next.jobs.map((job) => job.id), next.before]).toEqual([[id], null]);
  });

  test("that nobody takes is said to wait in vain, and holds up none behind it", async () => {
    const ctx = use();
    await importImages(ctx, { project: project.id, source: await writePhotos({ "a.jpg": 1 }) });
    const first = await start({ kind: "embed", model: null });
    const second = await start({ kind: "verify" });
    const later = { ...ctx, now: () => new Date(Date.now() + 2 * takerGoneAfter) };
    const sayUntaken = async (one = later) => {
      const { jobs } = await listJobs(one, { project: project.id, limit: 20 });
      return jobs.flatMap(({ id, isUntaken }) => (isUntaken ? [id] : []));
    };
    const other = await keepPresence(later, ["embed"]);
    const presence = await keepPresence(later, ["verify", "export"]);
    // Somebody takes it: its turn comes first.
    expect(await sayUntaken()).toEqual([]);
    expect(await runQueuedJob(later, second.id)).toBe("busy");
    await other.close();
    expect(first.isUntaken).toBe(false);
    if (ctx.dialect === "postgres") {
      expect(await sayUntaken()).toEqual([first.id]);
      expect(await runQueuedJob(later, second.id)).toBe("ended");
      expect(await look(second.id)).toMatchObject({ state: "done" });
      expect(await look(first.id)).toMatchObject({ state: "queued" });
      // One that was killed is not waited for either.
      const killed = await keepPresence(ctx, ["embed"]);
      expect(await sayUntaken()).toEqual([first.id]);
      await killed.close();
    } else {
      // The server does all of them.
      expect(await sayUntaken()).toEqual([]);
      expect(await runQueuedJob(later, second.id)).toBe("busy");
    }
    await presence.close();
  });

  test("is cancelled while it runs, whoever runs it", async () => {
    const running = runJob(use(), { project, kind: "embed" }, async (job, signal) => {
      expect(await cancelJob(use(), { project: project.id, job })).toMatchObject({
        state: "running",
        isEnding: true,
      });
      await once(signal, "abort");
      signal.throwIfAborted();
    });
    await expect(running).rejects.toThrow();
    const { jobs } = await listJobs(use(), { project: project.id, limit: 1 });
    expect(jobs).toMatchObject([{ state: "cancelled", work: null, by: null }]);
    await expect(retryJob(use(), { project: project.id, job: jobs[0]!.id, person })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("waits again when its process is killed, and is given up in the end", async () => {
    const { id } = await start({ kind: "verify" });
    for (let attempt = 1; attempt < maxJobAttempts; attempt++) {
      await beginJob(use().db, id, at);
      await endDeadJobs(use());
      expect(await look(id)).toMatchObject({ state: "queued" });
    }
    await beginJob(use().db, id, at);
    await endDeadJobs(use());
    expect(await look(id)).toMatchObject({ state: "failed", message: expect.stringContaining("3 times") });
  });

  test("is not given up for what its images did, however many kill its process", async () => {
    const { project: other, imageIds } = await makeProject(use(), { images: { "a.jpg": [] } });
    const images = Object.values(imageIds);
    const model = await makeModel(use(), imageIds, "deadly", {});
    const { id } = await startJob(use(), { project: other, person: null, work: { kind: "verify" } });
    const die = async (second: number, during: "image" | "start") => {
      const now = `2026-01-01T00:00:0${second}.000Z`;
      await beginJob(use().db, id, now);
      if (during === "image") await beginTrials(use().db, { model, images }, now);
      await endDeadJobs(use());
      return findJob(use().db, id);
    };
    for (const second of [1, 2, 3, 4]) {
      expect(await die(second, "image")).toMatchObject({ state: "queued", attempts: 0 });
    }
    // What an earlier process died of excuses none that comes after it.
    expect(await die(5, "start")).toMatchObject({ state: "queued", attempts: 1 });
    expect(await die(6, "image")).toMatchObject({ state: "queued", attempts: 1 });
    expect(await die(7, "start")).toMatchObject({ state: "queued", attempts: 2 });
    expect(await die(8, "start")).toMatchObject({ state: "failed" });
  });

  test("says why it failed", async () => {
    await expect(start({ kind: "embed", model: "none such" })).rejects.toMatchObject({ code: "not-found" });
    await expect(start({ kind: "report", release: 1 })).rejects.toMatchObject({ code: "not-found" });
    const { id } = await start({ kind: "propose", model: null, by: "probe" });
    await runQueuedJob(use(), id);
    expect(await look(id)).toMatchObject({ state: "failed", message: expect.stringMatching(/\w.*\.$/) });
  });

  test("stores scores of a file that was sent, and proposes by them", async () => {
    // More than a job names of those that it could not do.
    const others = Array.from({ length: 21 }, (_, at) => [`0/other${at}.jpg`, 3 + at] as const);
    const source = await writePhotos({ "0/a.jpg": 1, "0/b.jpg": 2, ...Object.fromEntries(others) });
    await importImages(use(), { project: project.id, source });
    await verifyImages(use(), { project: project.id });
    const upload = "0123456789ab";
    const send = (path: string, text: string) =>
      storeUploaded(use(), {
        ...{ project: project.id, upload, path, maxBytes: 1e6 },
        body: (async function* () {
          yield Buffer.from(text);
        })(),
      });
    const work: JobWork = {
      ...({ kind: "import-predictions", upload, file: "resnet.csv", list: null, name: "resnet" } as const),
      ...({ scores: "auto", replace: false, allowImplausible: true } as const),
    };
    const run = async (wanted: JobWork) => {
      const { id } = await start(wanted);
      await runQueuedJob(use(), id);
      return look(id);
    };
    expect(await run({ kind: "propose", model: null, by: "imported" })).toMatchObject({
      ...{ state: "failed", message: "No model's scores were added yet. Add a file of them first." },
    });
    // A file that is not here, and one that cannot be read: neither leaves anything, and both can be sent again.
    expect(await run(work)).toMatchObject({
      state: "failed",
      message: expect.stringContaining("Send it again"),
    });
    await send("resnet.csv", "image,label,score\na.jpg,0,.5\nz.jpg,0,.5\n");
    const refused = await run(work);
    expect(refused).toMatchObject({
      state: "failed",
      message: expect.stringMatching(/^resnet\.csv.*z\.jpg/s),
    });
    await send("resnet.csv", "image,label,score\na.jpg,0,.5\na.jpg,7,.25\nb.jpg,3,.5\n");
    expect(await run(work)).toMatchObject({
      state: "done",
      outcome: {
        counts: [
          { what: "scored", count: 2 },
          { what: "withoutScores", count: 21 },
        ],
        notes: [
          expect.stringMatching(/^resnet\.csv: csv.*score/),
          "The first label is the original one on 1 of 2 images.",
        ],
      },
    });
    expect((await getJobChoices(use(), { project: project.id })).imported).toEqual(["resnet"]);
    // What was read is not kept.
    expect(await run(work)).toMatchObject({
      state: "failed",
      message: expect.stringContaining("Send it again"),
    });
    expect(await run({ kind: "propose", model: null, by: "imported" })).toMatchObject({
      ...{
        state: "done",
        outcome: {
          counts: [
            { what: "proposed", count: 2 },
            { what: "withProposals", count: 2 },
          ],
          refused: { count: 21, first: { length: 20 } },
        },
      },
    });
  });

  test("keeps the file that it made", async () => {
    const images = { "a.jpg": [1], "b.jpg": [2] };
    const { project: released, imageIds } = await makeProject(use(), { images });
    for (const [key, labels] of Object.entries(images)) await makeFinal(use(), imageIds[key]!, labels);
    await makeModel(use(), imageIds, "steady", { "a.jpg": [1, 2], "b.jpg": [1, 2] });
    await createRelease(use(), { project: released, name: "first", allowPending: false, person: null });
    const run = async (work: JobWork) => {
      const { id } = await startJob(use(), { project: released, person: null, work });
      await runQueuedJob(use(), id);
      const { name, stream, bytes } = await openJobFile(use(), { project: released, job: id });
      const content = await buffer(stream);
      expect(await getJob(use(), { project: released, job: id })).toMatchObject({
        outcome: { file: { name, bytes: content.length } },
      });
      expect(bytes).toBe(content.length);
      return content;
    };
    const table = await run({ kind: "export", release: 1, format: "csv", spreadsheet: false });
    expect(table.toString().trim().split("\n")).toHaveLength(1 + 2);
    // How a report is made is not the database's affair, and takes long.
    if (use().dialect === "postgres") return;
    const report = unzipSync(await run({ kind: "report", release: 1 }));
    expect(Object.keys(report)).toEqual(expect.arrayContaining(["summary.json", "index.html"]));
    const summary = JSON.parse(strFromU8(report["summary.json"]!));
    expect(summary.evaluation.models).toMatchObject([{ model: "steady", real: { count: 1, total: 2 } }]);
  });
});
