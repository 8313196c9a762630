import { setTimeout } from "node:timers/promises";
import { Failure } from "../../contract/failure.ts";
import type { Settlement } from "../../contract/votes.ts";
import type { Agreement } from "../../core/outcome/findAgreement.ts";
import { findOutcome } from "../../core/outcome/findOutcome.ts";
import type { ProjectSettings } from "../../core/project/settings.ts";
import { openingOf } from "../../core/stages/protocol.ts";
import { stagesWith } from "../../core/stages/rulesOf.ts";
import type { VotedLabels } from "../../core/votes/settleImage.ts";
import { type EarlyEnding, listEndingsOf } from "../../db/asking.ts";
import { insertEvent, insertEvents } from "../../db/event.ts";
import { listOriginalLabelsOf } from "../../db/images/image.ts";
import { listAgreementsOf, writeAgreement } from "../../db/outcome/agreement.ts";
import { listSettledOf, writeSettled } from "../../db/outcome/settled.ts";
import { getProject } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import { listAssignmentsOf, withdrawAssignments } from "../../db/tasks/assignment.ts";
import { listVotesOf } from "../../db/votes.ts";
import type { Context } from "../context.ts";
import { type JobInput, storeProgress } from "../jobProgress.ts";
import { keepRules } from "../lock.ts";
import { lockImage } from "../lockImage.ts";
import { whyKept } from "../outcome/whyKept.ts";
import { hashVotes } from "./hashVotes.ts";
import { leaveOutAgreed } from "./leaveOutAgreed.ts";
import { joinVotes } from "./parts/joinVotes.ts";
import { readProjectVotes } from "./parts/readProjectVotes.ts";
import { varyThreshold } from "./parts/varyThreshold.ts";

/** Few enough that others who write meanwhile do not wait long. */
const chunkSize = 50;

/**
 * Settles the votes of a project: joins them into a probability for each label of each image, over all images and
 * people at once, and writes the outcome of each image that has all its votes, some dozens at a time. Interrupted and
 * run again, it gives the same result. Images that experts decided or have opened stay.
 *
 * @throws Failure `bad-request` where the protocol compares answers image by image; `not-ready` where there is no vote,
 *   or where votes do not show how reliable people are
 */
export async function settleVotes(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  input: JobInput & { project: string; person: string | null },
): Promise<Settlement> {
  const { id: project, name, settings } = await getProject(ctx.db, input.project);
  if (openingOf(settings).compare) {
    throw new Failure(
      "bad-request",
      `The project “${name}” follows the protocol ${settings.preset}, which compares the answers of each image by themselves: there are no votes to settle.`,
    );
  }
  const at = ctx.now().toISOString();
  await leaveOutAgreed((run) => ctx.db.transaction().execute(run), { id: project, settings }, at);
  const method = settings.voteMethod;
  const read = await readProjectVotes(ctx.db, project);
  const { votes } = read;
  if (votes.answer.length === 0) throw new Failure("not-ready", "Nobody has voted yet.");
  const { probability, goldAnswers, warnings } = joinVotes(read, method);
  const endings = await listEndingsOf(ctx.db, project);
  const images = gather(read, probability, { settings, endings });

  const sums = { agreed: 0, toExperts: 0, changed: 0, kept: 0, waiting: 0 };
  for (let done = 0; done < images.length; done += chunkSize) {
    input.signal?.throwIfAborted();
    const chunk = images.slice(done, done + chunkSize);
    const progress = {
      step: "Settling votes",
      done: Math.min(done + chunkSize, images.length),
      total: images.length,
    };
    const start = performance.now();
    const counted = await ctx.db.transaction().execute(async (db) => {
      await keepRules(db, ctx.dialect, project);
      const found = await settleChunk(db, ctx, chunk, { project, settings, at });
      await storeProgress(db, input, progress, ctx.now().toISOString());
      return found;
    });
    for (const part of Object.keys(sums) as (keyof typeof sums)[]) sums[part] += counted[part];
    input.onProgress?.(progress);
    // Others may write for as long as this did: where only one process writes at a time, this one would hardly let go.
    await setTimeout(performance.now() - start);
  }
  const { modelAgreed, byThreshold } = await varyThreshold(ctx.db, project);
  const settlement: Settlement = {
    method,
    threshold: settings.voteThreshold,
    votes: votes.answer.length,
    annotators: votes.annotators.length,
    images: images.length,
    ...sums,
    goldAnswers,
    warnings,
    modelAgreed,
    byThreshold,
  };
  await insertEvent(ctx.db, {
    project,
    at: ctx.now().toISOString(),
    person: input.person,
    kind: "votes-settled",
    after: settlement,
  });
  return settlement;
}

/** An image with all its votes, or all that are asked for. */
interface Voted {
  id: string;
  key: string;
  probabilities: VotedLabels;
  votesSha256: string;
}

function gather(
  { images, votes }: Awaited<ReturnType<typeof readProjectVotes>>,
  probability: Float64Array,
  { settings, endings }: { settings: ProjectSettings; endings: ReadonlyMap<string, EarlyEnding> },
): Voted[] {
  const found = new Map<string, [label: number, share: number][]>();
  for (const [at, { image, label }] of votes.items.entries()) {
    const labels = found.get(image) ?? [];
    labels.push([Number(label), probability[at]!]);
    found.set(image, labels);
  }
  const { isComplete } = openingOf(settings);
  return images
    .filter(({ id, annotations }) => endings.has(id) || isComplete(annotations, settings))
    .map(({ id, key, votesSha256 }) => ({
      ...{ id, key, votesSha256 },
      // Where asking ended early, the probabilities of that moment count, whatever votes come elsewhere.
      probabilities: endings.get(id)?.probabilities ?? found.get(id) ?? [],
    }));
}

async function settleChunk(
  db: Db,
  { dialect }: Pick<Context, "dialect">,
  chunk: readonly Voted[],
  { project, settings, at }: { project: string; settings: ProjectSettings; at: string },
) {
  // Locked in order of id, and nobody else locks several, so no two can wait for each other.
  const ids = chunk.map(({ id }) => id).sort();
  for (const id of ids) await lockImage(db, dialect, id);
  const hashes = new Map((await listVotesOf(db, chunk)).map((image) => [image.id, hashVotes(image)]));
  const current = chunk.filter(({ id, votesSha256 }) => hashes.get(id) === votesSha256);
  const settled = await listSettledOf(db, ids);
  const stale = current.filter(({ id, probabilities }) => {
    const before = settled.get(id);
    return (
      before?.votesSha256 !== hashes.get(id) ||
      JSON.stringify(before?.probabilities) !== JSON.stringify(probabilities)
    );
  });
  await writeSettled(
    db,
    stale.map(({ id, probabilities, votesSha256 }) => ({
      imageId: id,
      basis: "votes",
      probabilitiesJson: JSON.stringify(probabilities),
      votesSha256,
      at,
    })),
  );

  const keeps = await whyKept(db, ids);
  const agreements = await listAgreementsOf(db, ids);
  const originals = await listOriginalLabelsOf(db, ids);
  const complete = Array.from({ length: settings.overlap }, () => []);
  const moved: { image: string; before: Agreement | undefined; after: Agreement }[] = [];
  const sums = { agreed: 0, toExperts: 0, changed: 0, kept: 0, waiting: chunk.length - current.length };
  for (const { id: image, probabilities } of current) {
    const before = agreements.get(image);
    const found = { basis: "votes" as const, probabilities, isCurrent: true };
    const after = findOutcome(complete, originals.get(image) ?? [], settings, null, { settled: found })!;
    const isKept = keeps.has(image) && before !== undefined;
    const stands = isKept ? before : after;
    sums[stands.agreed ? "agreed" : "toExperts"]++;
    if (isKept) sums.kept++;
    else if (JSON.stringify(before) !== JSON.stringify(after)) moved.push({ image, before, after });
  }
  sums.changed = moved.length;
  for (const { image, after } of moved)
    await writeAgreement(db, image, after, { at, twiceShare: settings.twiceShare });
  await recall(
    db,
    moved.filter(({ before, after }) => before?.agreed === false && after.agreed).map(({ image }) => image),
    { project, at },
  );
  await insertEvents(
    db,
    moved.map((move) => ({ project, at, person: null, kind: "agreement-found", ...move })),
  );
  return sums;
}

/** Takes images that no longer need an expert back from experts who have not opened them. */
async function recall(
  db: Db,
  images: readonly string[],
  { project, at }: { project: string; at: string },
): Promise<void> {
  const assignments = await listAssignmentsOf(db, images, stagesWith("final"));
  await withdrawAssignments(
    db,
    assignments.map(({ id }) => id),
    at,
  );
  await insertEvents(
    db,
    assignments.map(({ id, imageId, personId, state }) => ({
      project,
      at,
      person: null,
      kind: "refinement-withdrawn" as const,
      image: imageId,
      assignment: id,
      before: { person: personId, state },
    })),
  );
}
