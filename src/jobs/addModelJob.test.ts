import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { onSqlite } from "../../test/onBothDatabases.ts";
import type { Context } from "../actions/context.ts";
import { importImages } from "../actions/images/importImages.ts";
import { storeUploaded } from "../actions/images/uploads.ts";
import { getJobChoices } from "../actions/jobs/getJobChoices.ts";
import { getJob } from "../actions/jobs/listJobs.ts";
import { startJob } from "../actions/jobs/startJob.ts";
import { addModel } from "../actions/models/addModel.ts";
import { createProject } from "../actions/project/createProject.ts";
import { writePhotos } from "../actions/testing/writePhotos.ts";
import type { JobWork } from "../contract/jobs.ts";
import { makeNpy } from "../files/testing/makeNpy.ts";
import { temporaryFolder } from "../files/testing/temporaryFolder.ts";
import { towerSize, writeImageTower } from "../inference/testing/imageTower.ts";
import { runQueuedJob } from "./runQueuedJob.ts";

const folder = await temporaryFolder();
const tower = await writeImageTower(folder, { scores: "softmax", scale: 8.5, bias: 0 });
const vectors = makeNpy(
  "<f4",
  [1, 2, 3].map((label) => Array.from({ length: towerSize }, (_, at) => (at % label) - 0.5)),
);

onSqlite("A model that a lead sends", (use) => {
  let project: string;
  let ctx: Context;
  let uploads = 0;

  beforeAll(async () => {
    const labelSpace = join(folder, "colours.csv");
    await writeFile(labelSpace, "id,name\nr,red\ng,green\nb,blue\n");
    ({ id: project } = await createProject(use(), { name: "P", labelSpace }));
    await importImages(use(), { project, source: await writePhotos({ "a.jpg": 1, "b.jpg": 2 }) });
    ctx = { ...use(), imports: { outside: undefined, roots: [], models: true } };
  });

  async function run(work: JobWork, by = ctx) {
    const { id } = await startJob(ctx, { project, person: null, work });
    await runQueuedJob(by, id);
    return getJob(ctx, { project, job: id });
  }

  async function add(files: { card?: unknown; vectors?: Uint8Array }, by = ctx) {
    const upload = String(++uploads).padStart(12, "0");
    const send = async (path: string, bytes: Uint8Array) => {
      const body = (async function* () {
        yield Buffer.from(bytes);
      })();
      await storeUploaded(ctx, { project, upload, path, maxBytes: 1e6, body });
      return path;
    };
    const file = await send("tower.onnx", await readFile(tower.modelFile));
    const card = await send("card/tower.json", Buffer.from(JSON.stringify(files.card ?? tower.card)));
    const named = files.vectors ? await send("vectors/labels.npy", files.vectors) : null;
    return run({ kind: "add-model", upload, file, card, vectors: named, allowImplausible: false }, by);
  }

  const sent = async () =>
    (await Array.fromAsync(ctx.storage.list("files"))).filter((key) => /\.(onnx|json|npy)$/.test(key));
  const kept = () => readdir(join(ctx.dataFolder, "models")).catch(() => []);

  test("is taken where the installation allows it alone, by the page and by whoever does the job", async () => {
    const work = { kind: "add-model", upload: "0123456789ab", file: "a", card: "b" } as const;
    const started = startJob(use(), {
      project,
      person: null,
      work: { ...work, vectors: null, allowImplausible: false },
    });
    await expect(started).rejects.toMatchObject({ code: "forbidden" });
    expect(await add({}, use())).toMatchObject({
      state: "failed",
      message: expect.stringContaining("MULTILABELFY_MODEL_UPLOADS=yes"),
    });
    expect([await sent(), await kept()]).toEqual([[], []]);
    expect(await getJobChoices(use(), { project })).toMatchObject({ takesModels: false });
  });

  test("is refused in the words of the command, and nothing of it stays", async () => {
    const card = { ...tower.card, sha256: "0".repeat(64) };
    const file = tower.modelFile;
    const { message } = await addModel(ctx, { file, card, embedded: "e", samples: folder }).catch(
      (error) => error,
    );
    expect(message).toContain(file);
    expect(await add({ card })).toMatchObject({
      state: "failed",
      message: message.replace(file, "tower.onnx"),
    });
    const noCard = await add({ card: { name: "x" } });
    expect(noCard).toMatchObject({
      message: expect.stringMatching(/^card\/tower\.json is not a model card: /),
    });
    const withLabels = { ...tower.card, output: { ...tower.card.output, kind: "logits" } };
    expect(await add({ card: withLabels, vectors })).toMatchObject({
      message: expect.stringContaining("Vectors of labels belong to an image tower"),
    });
    expect([await sent(), await kept()]).toEqual([[], []]);
  });

  test("is there by its hash once it was checked, with the classifier of its labels, and proposes", async () => {
    expect(await add({ vectors })).toMatchObject({
      state: "done",
      outcome: {
        notes: [
          expect.stringMatching(/^tower was added\. It was not measured\. It is an image tower/),
          expect.stringMatching(/^tower on colours was added\. /),
        ],
      },
    });
    expect(await sent()).toEqual([]);
    expect(await kept()).toContain(`${tower.card.sha256}.onnx`);
    expect(await kept()).toHaveLength(4);
    const { models } = await getJobChoices(ctx, { project });
    expect(models).toContainEqual(expect.objectContaining({ name: "tower on colours", knowsLabels: true }));
    expect(await run({ kind: "propose", model: "tower on colours", by: "model" })).toMatchObject({
      state: "done",
      outcome: { counts: [{ what: "proposed", count: 2 }, {}] },
    });
  });
});
