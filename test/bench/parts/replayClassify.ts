import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { createGunzip } from "node:zlib";
import { exportObjects } from "../../../src/actions/classify/exportObjects.ts";
import { importAnswers } from "../../../src/actions/classify/importAnswers.ts";
import { changeSettings } from "../../../src/actions/project/changeSettings.ts";
import { createProject } from "../../../src/actions/project/createProject.ts";
import type { SaveReply } from "../../../src/contract/tasks/annotation.ts";
import type { AssignmentView, WorkPosition } from "../../../src/contract/tasks/work.ts";
import type { ImageObjects } from "../../../src/core/classify/findObjects.ts";
import { insertCandidates } from "../../../src/db/classify/candidate.ts";
import { getProject } from "../../../src/db/project/project.ts";
import { newId } from "../../../src/db/sql/newId.ts";
import { makeAccount, makeBrowser, startTestServer } from "../../../src/server/testServer.ts";
import { openFolder } from "../../openFolder.ts";
import type { Row } from "../protocols.ts";
import { insertImagesWithoutFiles } from "./insertImagesWithoutFiles.ts";

/** An image's published answers, and what was made of them. */
interface Published {
  image: string;
  original: number;
  answers: { selected: number[]; main: number }[];
  expected: {
    main_label: number;
    num_objects: number;
    objects: Record<string, [number, number]>[];
    main_object: number;
    main_votes_by_object: number[];
    original_object: number | null;
  };
}

const at = "2026-01-01T00:00:00.000Z";

/**
 * Replays published answers to CLASSIFY: as many people as an image has answers sign in to a real server, are given the
 * images one by one, and answer as was published; then the project's objects are compared with the published ones.
 *
 * @param limit images at most
 */
export async function replayClassify(researchData: string, limit: number): Promise<Row[]> {
  const published = await readPublished(join(researchData, "tsipras/classify.jsonl.gz"), limit);
  const dataFolder = await mkdtemp(join(tmpdir(), "multilabelfy-replay-"));
  const ctx = await openFolder(dataFolder);
  const server = await startTestServer(ctx);
  try {
    const { id: project } = await createProject(ctx, {
      name: "Replay",
      labelSpace: "imagenet-1k",
      preset: "contains-classify",
    });
    const keyOf = await fill(ctx.db, project, published);
    const answersOf = new Map(published.map(({ image, answers }) => [image, answers]));
    const people = Math.max(...published.map(({ answers }) => answers.length));
    const workers = [];
    for (let person = 0; person < people; person++)
      workers.push(await signInWorker(ctx, server.url, { project, person }));
    const start = performance.now();
    let saves = 0;
    // In turns, all on the same image: the order in which people were given an image settles ties.
    while (workers.some(({ current }) => current?.state === "open")) {
      for (const [person, worker] of workers.entries()) {
        const { current } = worker;
        if (current?.state !== "open") continue;
        const answer = answersOf.get(keyOf.get(current.image.id)!)![person];
        const url = `/api/assignments/${current.id}`;
        const { next } = (await (answer
          ? worker.send("PUT", `${url}/annotation`, fillPage(current, answer))
          : worker.send("POST", `${url}/skip`, {
              operation: newId(),
              reason: "no further answer",
            }))) as SaveReply;
        if (answer) saves++;
        worker.current = next?.current ?? null;
      }
    }
    const seconds = (performance.now() - start) / 1000;
    return [
      {
        goal: `classify: ${published.length} images answered by ${people} people over HTTP`,
        measured: `${saves} answers in ${seconds.toFixed(0)} s`,
        verdict: saves === published.reduce((sum, { answers }) => sum + answers.length, 0) ? "met" : "missed",
      },
      ...(await compareAll(ctx, project, published, "classify")),
    ];
  } finally {
    await server.close();
    await ctx.db.destroy();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

/** The same answers as a file, imported into a project beside its labels. */
export async function importPublished(researchData: string): Promise<Row[]> {
  const file = join(researchData, "tsipras/classify.jsonl.gz");
  const published = await readPublished(file, Number.POSITIVE_INFINITY);
  const dataFolder = await mkdtemp(join(tmpdir(), "multilabelfy-replay-"));
  const ctx = await openFolder(dataFolder);
  try {
    const { id: project } = await createProject(ctx, { name: "Import", labelSpace: "imagenet-1k" });
    const changes = { objectsOverlap: 9, objectsCandidates: "given" as const };
    await changeSettings(ctx, { project, person: null, version: 1, changes });
    await fill(ctx.db, project, published);
    const start = performance.now();
    const { answers } = await importAnswers(ctx, { project, file });
    const seconds = (performance.now() - start) / 1000;
    return [
      {
        goal: `classify import: ${published.length} images`,
        measured: `${answers} answers in ${seconds.toFixed(0)} s`,
        verdict: "stated",
      },
      ...(await compareAll(ctx, project, published, "classify import")),
    ];
  } finally {
    await ctx.db.destroy();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

/** How many of the images have in the project what was published of them. */
async function compareAll(
  ctx: Awaited<ReturnType<typeof openFolder>>,
  project: string,
  published: readonly Published[],
  what: string,
): Promise<Row[]> {
  const { rows } = await exportObjects(ctx, { project: await getProject(ctx.db, project), all: true });
  const found = new Map(rows.map(({ image, objects }) => [image, objects]));
  const compared = published.map((one) => compare(one, found.get(one.image)));
  const count = (name: keyof (typeof compared)[number]) => compared.filter((one) => one[name]).length;
  const all = published.length;
  const equal = (name: keyof (typeof compared)[number], goal: string): Row => ({
    goal: `${what}: ${goal}`,
    measured: `${count(name)} of ${all}`,
    verdict: count(name) === all ? "met" : "missed",
  });
  return [
    equal("mainLabel", "main label as published"),
    equal("numObjects", "number of objects as published"),
    equal("cut", "partition: the published one, or another maximal cut of the same graph"),
    equal("rest", "main object with its votes and original object as published, where the partition is"),
    {
      goal: `${what}: equal cuts among which another was published`,
      measured: `${all - count("partition")} of ${all}`,
      verdict: "stated",
    },
  ];
}

/** Somebody who is signed in, with the first image that they are given. */
async function signInWorker(
  ctx: Awaited<ReturnType<typeof openFolder>>,
  url: string,
  { project, person }: { project: string; person: number },
) {
  const send = await signIn(ctx, url, { project, person });
  const path = `/api/projects/${project}/work/classify/next`;
  const { current } = (await send("GET", path)) as WorkPosition;
  return { send, current };
}

/** An annotator who is signed in; @returns asks the server as them */
export async function signIn(
  ctx: Awaited<ReturnType<typeof openFolder>>,
  url: string,
  { project, person }: { project: string; person: number },
) {
  const email = `person${person}@example.org`;
  await makeAccount(ctx, { email, projectId: project, roles: ["annotator"] });
  const browser = makeBrowser(url);
  await browser.signIn(email);
  async function send(method: string, path: string, body?: unknown): Promise<unknown> {
    const reply = await browser.send(method, path, body);
    // Nobody saves as fast as this.
    if (reply.status === 429) {
      await setTimeout(Number(reply.headers.get("retry-after") ?? 1) * 1000);
      return send(method, path, body);
    }
    if (!reply.ok) throw new Error(`${reply.status} ${await reply.text()}`);
    return reply.json();
  }
  return send;
}

export async function readPublished(file: string, limit: number): Promise<Published[]> {
  const images: Published[] = [];
  for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()) })) {
    if (images.length === limit) break;
    images.push(JSON.parse(line) as Published);
  }
  return images;
}

/** Images without files, with whatever anybody ticked as their candidates; @returns their keys by id */
export async function fill(
  db: Awaited<ReturnType<typeof openFolder>>["db"],
  project: string,
  published: readonly Published[],
): Promise<Map<string, string>> {
  const listed = published.map(({ image, original }) => ({ key: image, originals: [original] }));
  const ids = await insertImagesWithoutFiles(db, project, listed, at);
  const images = published.map(({ image, answers }, place) => ({
    id: ids[place]!,
    key: image,
    labels: [...new Set(answers.flatMap(({ selected }) => selected))],
  }));
  for (let first = 0; first < images.length; first += 500) {
    const some = images.slice(first, first + 500).map(({ id, labels }) => ({ image: id, labels }));
    await insertCandidates(db, some, { source: "given", at });
  }
  return new Map(images.map(({ id, key }) => [id, key]));
}

const fillPage = ({ cards }: AssignmentView, { selected, main }: Published["answers"][number]) => ({
  operation: newId(),
  revision: 0,
  state: "submitted",
  annotation: {
    cards: cards.map(({ label, how }, position) => ({
      ...{ label, how, position, shownMs: 1000, answer: selected.includes(label) ? "yes" : null },
      ...(label === main ? { main: true } : {}),
    })),
    groupsOpened: [0, 1],
    noneOfThese: false,
    comment: "",
    flag: null,
    activeMs: 5000,
  },
});

/** What of an image is as it was published. */
function compare({ answers, expected }: Published, found: ImageObjects | undefined) {
  if (!found) return { mainLabel: false, numObjects: false, cut: false, partition: false, rest: false };
  const ours = found.objects.map((labels) => labels.map(({ label }) => Number(label)));
  const theirs = expected.objects.map((labels) => Object.keys(labels).map(Number));
  const nameOf = (labels: readonly number[]) => labels.toSorted((a, b) => a - b).join();
  const names = { ours: ours.map(nameOf), theirs: theirs.map(nameOf) };
  const isSame = names.ours.toSorted().join(" ") === names.theirs.toSorted().join(" ");
  /** Pairs that people ticked together and that stand in one object: a maximal cut has as few as there can be. */
  const inside = (objects: readonly (readonly number[])[]) =>
    objects
      .flatMap((labels) => labels.flatMap((a, place) => labels.slice(place + 1).map((b) => [a, b] as const)))
      .reduce(
        (sum, [a, b]) =>
          sum + answers.filter(({ selected }) => selected.includes(a) && selected.includes(b)).length,
        0,
      );
  const place = (object: number | null) =>
    object === null ? null : names.theirs.indexOf(names.ours[object] ?? "");
  const votes = names.theirs.map((name) => found.mainVotes[names.ours.indexOf(name)]);
  const mainVotes = expected.main_votes_by_object;
  return {
    mainLabel: found.mainLabel === String(expected.main_label),
    numObjects: ours.length === expected.num_objects,
    cut: found.isLargestCut && inside(ours) === inside(theirs),
    partition: isSame,
    rest:
      !isSame ||
      (String(votes) === String(mainVotes) &&
        place(found.originalObject) === expected.original_object &&
        // Of objects with as many votes, any may be the main one.
        mainVotes[place(found.mainObject)!] === mainVotes[expected.main_object]),
  };
}
