import { type ChildProcess, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import Sqlite from "sqlite-driver";
import type { Overview } from "../../src/contract/project/overview.ts";
import type { Release } from "../../src/contract/releases/release.ts";
import type { AssignmentView } from "../../src/contract/tasks/work.ts";
import { unpackRanking } from "../../src/core/proposals/packRanking.ts";
import type { Stage } from "../../src/core/tasks/stage.ts";
import { listProjects } from "../../src/db/project/project.ts";
import { openDatabase } from "../../src/db/sql/openDatabase.ts";
import { addPerson } from "../../src/server/accounts/accounts.ts";
import { createAuth } from "../../src/server/accounts/auth.ts";
import { testPassword } from "../../src/server/testServer.ts";
import { folderStorage } from "../../src/storage/folderStorage.ts";
import { drawAnswers, type Truth } from "./drawAnswers.ts";
import { answer, type Latencies, program, signIn, startServer, usageOf, workThrough } from "./workThrough.ts";

/** The paper's case: 14 annotators, 5 experts of whom four annotated, 7 batches, two annotators for each image. */
const annotators = Array.from({ length: 14 }, (_, at) => `annotator-${at + 1}@example.org`);
const experts = [...annotators.slice(0, 4), "expert@example.org"];
const lead = "lead@example.org";
/** Their first five labels together are the proposals: five for an image at least, twenty at most. */
const proposers = ["pnasnet5large", "senet154", "resnet152", "vgg16"];
export interface Replay {
  images: number;
  /** How many proposals images have: fewest, mean, most. */
  proposals: { min: number; mean: number; max: number };
  toRefine: number;
  /** The release's labels by image key. */
  released: Record<string, number[]>;
  provenance: Map<string, string>;
  release: Release;
  labelCounts: Overview["labelCounts"];
  /** Images of the release whose set differs from the truth. */
  different: string[];
  /** Seconds of both stages of work, and requests that saved in them. */
  seconds: number;
  saves: number;
  latencies: Latencies;
  /** Of the server, in both stages, where the system tells. */
  usage: ReturnType<typeof usageOf>;
}

/**
 * Plays the whole case through the HTTP API of a server on an empty data folder: annotators who err, disagreement,
 * experts who settle on the truth, a release.
 */
export async function replay(
  folder: string,
  truths: readonly Truth[],
  errors: "independent" | "never-agreed",
): Promise<Replay> {
  const dataFolder = await mkdtemp(join(tmpdir(), "multilabelfy-case-"));
  let server: ChildProcess | undefined;
  try {
    await prepare(folder, dataFolder, truths);
    const started = await startServer(dataFolder);
    server = started.server;
    return await play(started.url, server.pid, dataFolder, truths, errors);
  } finally {
    if (server && server.exitCode === null) {
      server.kill();
      await once(server, "exit");
    }
    await rm(dataFolder, { recursive: true, force: true });
  }
}

/** What a lead does at the command line, until people can work. */
async function prepare(folder: string, dataFolder: string, truths: readonly Truth[]): Promise<void> {
  const run = (args: string[]) => {
    const { status, stderr } = spawnSync(process.execPath, [program, ...args, "--data", dataFolder], {
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`${args.join(" ")}: ${stderr}`);
  };
  const pictures = join(dataFolder, "pictures");
  await drawPictures(pictures, truths);
  const manifest = join(pictures, "images.csv");
  const rows = truths.map(({ key, original }) => `${key},${original}`);
  await writeFile(manifest, `image,label\n${rows.join("\n")}\n`);
  run(["project", "create", "ImageNetV2", "--label-space", "imagenet-1k"]);
  run(["import", "images", manifest]);
  for (const model of proposers) {
    const file = join(folder, "predictions", `${model}.npy`);
    const images = join(folder, "images.csv");
    run(["import", "predictions", file, "--images", images, "--model", model, "--ignore-unknown-images"]);
  }
  run(["propose", "--from", ...proposers, "--combine", "union", "--per-model", "5"]);
  await addPeople(dataFolder);
  run(["assign", "--batches", "7", "--overlap", "2", "--seed", "1"]);
}

/** As `users add` does for one, without starting the program for each. */
async function addPeople(dataFolder: string): Promise<void> {
  const db = await openDatabase({ kind: "sqlite", file: join(dataFolder, "multilabelfy.sqlite") });
  const ctx = {
    db,
    dialect: "sqlite" as const,
    dataFolder,
    storage: folderStorage(dataFolder),
    now: () => new Date(),
  };
  const auth = createAuth(ctx);
  const [project] = await listProjects(db);
  for (const email of new Set([lead, ...annotators, ...experts])) {
    const roles = [
      ...(annotators.includes(email) ? ["annotator" as const] : []),
      ...(experts.includes(email) ? ["expert" as const] : []),
      ...(email === lead ? ["lead" as const] : []),
    ];
    await addPerson({ ...ctx, auth }, { email, password: testPassword, roles, projectId: project!.id });
  }
  await db.destroy();
}

/** A plain picture under each image's name: only real files are given to people, and nobody here looks at them. */
async function drawPictures(folder: string, truths: readonly Truth[]): Promise<void> {
  await mkdir(folder);
  for (const [at, { key }] of truths.entries()) {
    const colour = { r: at & 255, g: (at >> 8) & 255, b: 128 };
    const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: colour } });
    await writeFile(join(folder, key), await picture.jpeg({ quality: 95 }).toBuffer());
  }
}

async function play(
  url: string,
  pid: number | undefined,
  dataFolder: string,
  truths: readonly Truth[],
  errors: "independent" | "never-agreed",
): Promise<Replay> {
  const eyes = look(dataFolder, truths);
  const answers = new Map<string, Map<string, number[]>>();
  for (const { id, truth, proposed, people } of eyes.values()) {
    const sets = drawAnswers(truth, proposed, people, errors);
    answers.set(id, new Map(people.map((person, at) => [person, sets[at]!])));
  }

  const latencies: Latencies = { save: [], next: [] };
  const project = await findProject(url);
  const work = async (email: string, stage: Stage, choose: (view: AssignmentView) => number[]) =>
    workThrough(await signIn(url, email), { project, stage, choose, latencies });
  const before = usageOf(pid);
  const start = performance.now();
  await Promise.all(
    annotators.map((email) => work(email, "annotate", (view) => answers.get(view.image.id)!.get(email)!)),
  );
  await Promise.all(
    experts.map((email) => work(email, "refine", (view) => [...eyes.get(view.image.id)!.truth.valid])),
  );
  const seconds = (performance.now() - start) / 1000;
  const after = usageOf(pid);

  const browser = await signIn(url, lead);
  const overview = await answer<Overview>(browser.send("GET", `/api/projects/${project}/overview`));
  const release = await answer<Release>(
    browser.send("POST", `/api/projects/${project}/releases`, { name: "Refined", allowPending: false }),
  );
  const file = await answer<Record<string, string[]>>(
    browser.send("GET", `/api/releases/${release.id}/export/multilabelfy`),
  );
  const released = Object.fromEntries(
    Object.entries(file).map(([key, labels]) => [key, labels.map(Number).sort((a, b) => a - b)]),
  );
  const sizes = [...eyes.values()].map(({ proposed }) => proposed.length);
  return {
    images: truths.length,
    proposals: {
      min: Math.min(...sizes),
      mean: sizes.reduce((sum, size) => sum + size, 0) / sizes.length,
      max: Math.max(...sizes),
    },
    toRefine: overview.images.toRefine,
    released,
    provenance: readProvenance(dataFolder),
    release,
    labelCounts: overview.labelCounts,
    different: truths
      .filter(({ key, valid }) => released[key]?.join() !== [...valid].sort((a, b) => a - b).join())
      .map(({ key }) => key),
    seconds,
    saves: latencies.save.length,
    latencies,
    usage: before && after && { ...after, processorMs: after.processorMs - before.processorMs },
  };
}

/** What people see with their eyes: which image stands behind an id. Read beside the server. */
function look(dataFolder: string, truths: readonly Truth[]) {
  const db = new Sqlite(join(dataFolder, "multilabelfy.sqlite"), { readonly: true });
  const truthOf = new Map(truths.map((truth) => [truth.key, truth]));
  const images = db.prepare(`SELECT id, key FROM image`).all() as { id: string; key: string }[];
  const given = db
    .prepare(
      `SELECT assignment.imageId AS image, person.email FROM assignment
       JOIN person ON person.id = assignment.personId ORDER BY person.email`,
    )
    .all() as { image: string; email: string }[];
  const rankings = db.prepare(`SELECT imageId AS image, ranking FROM proposal`).all() as {
    image: string;
    ranking: Buffer;
  }[];
  db.close();
  const peopleOf = Map.groupBy(given, ({ image }) => image);
  const proposedOf = new Map(
    rankings.map(({ image, ranking }) => [image, unpackRanking(ranking).map(({ label }) => label)]),
  );
  return new Map(
    images.map(({ id, key }) => [
      id,
      {
        id,
        truth: truthOf.get(key)!,
        proposed: proposedOf.get(id)!,
        people: peopleOf.get(id)!.map(({ email }) => email),
      },
    ]),
  );
}

function readProvenance(dataFolder: string): Map<string, string> {
  const db = new Sqlite(join(dataFolder, "multilabelfy.sqlite"), { readonly: true });
  const rows = db.prepare(`SELECT imageKey, provenance FROM releaseImage`).all() as {
    imageKey: string;
    provenance: string;
  }[];
  db.close();
  return new Map(rows.map(({ imageKey, provenance }) => [imageKey, provenance]));
}

async function findProject(url: string): Promise<string> {
  const browser = await signIn(url, lead);
  const session = await answer<{ projects: { id: string }[] }>(browser.send("GET", "/api/session"));
  return session.projects[0]!.id;
}
