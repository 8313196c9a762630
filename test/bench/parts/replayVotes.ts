import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { createProject } from "../../../src/actions/project/createProject.ts";
import { aggregateVotes } from "../../../src/actions/votes/aggregateVotes.ts";
import type { SaveReply } from "../../../src/contract/tasks/annotation.ts";
import type { AssignmentView, WorkPosition } from "../../../src/contract/tasks/work.ts";
import type { Settlement } from "../../../src/contract/votes.ts";
import { realSettings } from "../../../src/core/project/settings.ts";
import { listSettledOf } from "../../../src/db/outcome/settled.ts";
import { getProject, updateSettings } from "../../../src/db/project/project.ts";
import { writeProposals } from "../../../src/db/proposals/proposal.ts";
import { newId } from "../../../src/db/sql/newId.ts";
import { insertAssignments } from "../../../src/db/tasks/assignment.ts";
import { readVotes } from "../../../src/files/votes/readVotes.ts";
import type { Votes } from "../../../src/files/votes/votes.ts";
import { makeAccount, makeBrowser, startTestServer } from "../../../src/server/testServer.ts";
import { splitVotes } from "../../../src/stats/votes/splitVotes.ts";
import { openFolder } from "../../openFolder.ts";
import type { Row } from "../protocols.ts";
import { insertImagesWithoutFiles } from "./insertImagesWithoutFiles.ts";

const at = "2026-01-01T00:00:00.000Z";
const said = ["no", "unsure", "yes"] as const;
const [people, mostLabels] = [5, 8];

type Ctx = Awaited<ReturnType<typeof openFolder>>;

type Ballot = Map<number, (typeof said)[number]>;

/** An image with what each rater said of all its labels. */
interface Published {
  image: string;
  labels: number[];
  /** By rater. */
  ballots: Map<number, Ballot>;
}

/**
 * Replays published votes: each rater signs in to a real server, is given the images that they voted on, and answers as
 * was published; then the votes are settled, and each label's probability is compared with what `votes aggregate` makes
 * of the same votes as a file. Replayed are images with eight labels or fewer, on all of which the same five raters
 * voted: on others, raters were asked about some labels only, or there were more of them.
 *
 * @param limit images at most
 */
export async function replayVotes(researchData: string, limit: number): Promise<Row[]> {
  const votes = await readVotes(join(researchData, "votes/raters-half.npz"), {});
  const { published, eligible } = pick(votes, limit);
  const dataFolder = await mkdtemp(join(tmpdir(), "multilabelfy-replay-"));
  const ctx = await openFolder(dataFolder);
  const server = await startTestServer(ctx);
  try {
    const made = await createProject(ctx, { name: "Replay", labelSpace: "imagenet-1k", preset: "real" });
    const project = made.id;
    await updateSettings(ctx.db, project, made.settingsVersion, {
      ...realSettings,
      annotationMode: "batches",
    });
    const idOf = await fill(ctx, project, published);
    const start = performance.now();
    const saves = await voteAll(ctx, server.url, { project, votes, published, idOf });
    const seconds = (performance.now() - start) / 1000;

    const lead = await signIn(ctx, server.url, { email: "lead@example.org", project, role: "lead" });
    const begun = performance.now();
    const settled = (await lead("POST", `/api/projects/${project}/votes/settle`, {})) as Settlement;
    const settling = (performance.now() - begun) / 1000;

    const same = onlyOf(votes, new Set(published.map(({ image }) => image)));
    const { probability } = aggregateVotes(same, { method: "dawid-skene" });
    const expected = new Map(
      same.items.map(({ image, label }, item) => [`${image} ${label}`, probability[item]!]),
    );
    const { voteThreshold } = (await getProject(ctx.db, project)).settings;
    let [close, alike, greatest] = [0, 0, 0];
    for (const { image, labels } of published) {
      const found = new Map(
        (await listSettledOf(ctx.db, [idOf.get(image)!])).get(idOf.get(image)!)?.probabilities,
      );
      const differences = labels.map((label) =>
        Math.abs((found.get(label) ?? Number.NaN) - expected.get(`${image} ${label}`)!),
      );
      if (differences.every((difference) => difference <= 1e-9) && found.size === labels.length) close++;
      greatest = Math.max(greatest, ...differences);
      if (
        labels.every((l) => found.get(l)! > voteThreshold === expected.get(`${image} ${l}`)! > voteThreshold)
      )
        alike++;
    }
    const all = published.length;
    return [
      {
        goal: `real: ${all} images voted on by ${people} people each over HTTP, of ${eligible} that can be`,
        measured: `${saves} answers, ${settled.votes} votes of ${settled.annotators} people in ${seconds.toFixed(0)} s`,
        verdict: saves === people * all && settled.votes === same.answer.length ? "met" : "missed",
      },
      {
        goal: "real: probabilities of each image as `votes aggregate --method dawid-skene` gives them, to 1e-9",
        measured: `${close} of ${all}; greatest difference ${greatest.toExponential(1)}`,
        verdict: close === all ? "met" : "missed",
      },
      {
        goal: `real: labels above ${voteThreshold} of each image as there`,
        measured: `${alike} of ${all}`,
        verdict: alike === all ? "met" : "missed",
      },
      {
        goal: "real: settled, with where the images go",
        measured: `${settling.toFixed(1)} s; ${settled.agreed} have their labels, ${settled.toExperts} go to experts`,
        verdict: "stated",
      },
    ];
  } finally {
    await server.close();
    await ctx.db.destroy();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

/** Every nth of the images that can be replayed, so that all kinds of labels are among them. */
function pick(votes: Votes, limit: number): { published: Published[]; eligible: number } {
  const byImage = new Map<string, Published>();
  for (const [vote, item] of votes.item.entries()) {
    const { image, label } = votes.items[item]!;
    const one: Published = byImage.get(image) ?? { image, labels: [], ballots: new Map() };
    byImage.set(image, one);
    if (!one.labels.includes(Number(label))) one.labels.push(Number(label));
    const rater = votes.annotator[vote]!;
    const ballot: Ballot = one.ballots.get(rater) ?? new Map();
    one.ballots.set(rater, ballot.set(Number(label), said[votes.answer[vote]!]!));
  }
  const whole = [...byImage.values()].filter(
    ({ labels, ballots }) =>
      labels.length <= mostLabels &&
      ballots.size === people &&
      [...ballots.values()].every((ballot) => ballot.size === labels.length),
  );
  const step = Math.max(1, Math.floor(whole.length / limit));
  const published = whole.filter((_, place) => place % step === 0).slice(0, limit);
  return { published, eligible: whole.length };
}

function onlyOf(votes: Votes, images: ReadonlySet<string>): Votes {
  const part = splitVotes(
    votes,
    votes.items.map(({ image }) => (images.has(image) ? 1 : 0)),
    2,
  )[1]!;
  return {
    ...part,
    items: part.items.map((item) => votes.items[item]!),
    annotators: part.annotators.map((person) => votes.annotators[person]!),
  };
}

/** Images without files, with the labels that were voted on as their proposals; @returns their ids by key */
async function fill(
  { db }: Ctx,
  project: string,
  published: readonly Published[],
): Promise<Map<string, string>> {
  const listed = published.map(({ image }) => ({ key: image, originals: [] }));
  const ids = await insertImagesWithoutFiles(db, project, listed, at);
  const images = published.map(({ image, labels }, place) => ({ id: ids[place]!, key: image, labels }));
  for (let first = 0; first < images.length; first += 200) {
    const some = images.slice(first, first + 200).map(({ id, labels }) => ({
      image: id,
      models: [],
      method: null,
      ranking: labels.map((label, rank) => ({ label, score: 1 / (rank + 2), models: 1 })),
    }));
    await writeProposals(db, some, at);
  }
  return new Map(images.map(({ id, key }) => [key, id]));
}

/** @returns how many answers were submitted */
async function voteAll(
  ctx: Ctx,
  url: string,
  about: {
    project: string;
    votes: Votes;
    published: readonly Published[];
    idOf: ReadonlyMap<string, string>;
  },
): Promise<number> {
  const { project, votes, published, idOf } = about;
  const byId = new Map(published.map((one) => [idOf.get(one.image)!, one]));
  const raters = [...new Set(published.flatMap(({ ballots }) => [...ballots.keys()]))].sort((a, b) => a - b);
  let saves = 0;
  const queue = raters.values();
  const work = async () => {
    for (const rater of queue) {
      const email = `rater${rater}@example.org`;
      const person = await makeAccount(ctx, { email, projectId: project, roles: ["annotator"] });
      // By name, people stand in the order of the file.
      const name = `rater ${String(rater).padStart(String(votes.annotators.length).length, "0")}`;
      await ctx.db.updateTable("person").set({ name }).where("id", "=", person).execute();
      const mine = published.filter(({ ballots }) => ballots.has(rater));
      await insertAssignments(
        ctx.db,
        mine.map(({ image }, position) => ({
          ...{ id: newId(), projectId: project, stage: "vote" as const, imageId: idOf.get(image)! },
          ...{ personId: person, batchId: null, position, createdAt: at },
        })),
      );
      const send = await signIn(ctx, url, { email });
      let { current } = (await send("GET", `/api/projects/${project}/work/vote/next`)) as WorkPosition;
      while (current?.state === "open") {
        const ballot = byId.get(current.image.id)!.ballots.get(rater)!;
        const { next } = (await send(
          "PUT",
          `/api/assignments/${current.id}/annotation`,
          fillPage(current, ballot),
        )) as SaveReply;
        saves++;
        current = next?.current ?? null;
      }
    }
  };
  // As many at a time as take turns on two cores.
  await Promise.all([work(), work(), work(), work()]);
  return saves;
}

const fillPage = ({ cards }: AssignmentView, ballot: Readonly<Ballot>) => ({
  operation: newId(),
  revision: 0,
  state: "submitted",
  annotation: {
    cards: cards.map(({ label, how }, position) => ({
      ...{ label, how, position, shownMs: 1000, answer: ballot.get(label) ?? null },
    })),
    groupsOpened: [0],
    noneOfThese: false,
    comment: "",
    flag: null,
    activeMs: 5000,
  },
});

/** Signs somebody in who has an account, or gets one; @returns what sends requests of theirs */
async function signIn(
  ctx: Ctx,
  url: string,
  { email, project, role }: { email: string; project?: string; role?: "lead" },
) {
  if (project && role) await makeAccount(ctx, { email, projectId: project, roles: [role] });
  const browser = makeBrowser(url);
  await browser.signIn(email);
  return async function send(method: string, path: string, body?: unknown): Promise<unknown> {
    const reply = await browser.send(method, path, body);
    // Nobody saves as fast as this.
    if (reply.status === 429) {
      await setTimeout(Number(reply.headers.get("retry-after") ?? 1) * 1000);
      return send(method, path, body);
    }
    if (!reply.ok) throw new Error(`${reply.status} ${await reply.text()}`);
    return reply.json();
  };
}
