import { Failure } from "../../contract/failure.ts";
import type { ImageList } from "../../contract/images/findingImages.ts";
import type { Affected, AffectedState } from "../../contract/rulings/rulings.ts";
import { type Holding, holdingOf, pairName, rulingsAt, stateRuling } from "../../core/rulings/ruling.ts";
import { type ImageFacts, listImageFacts } from "../../db/images/imageFacts.ts";
import { namePair } from "../../db/labels/labelSpace.ts";
import { getProject, type Project } from "../../db/project/project.ts";
import { listReleased } from "../../db/releases.ts";
import { listHolders, listRulingChanges } from "../../db/rulings/ruling.ts";
import type { Db } from "../../db/schema.ts";
import { listVotesOf } from "../../db/votes.ts";
import { chunksOf } from "../chunksOf.ts";
import type { Context } from "../context.ts";
import { listAnswers } from "../findings/listFindingImages.ts";
import { finalLabelsIn } from "../images/listImages.ts";
import { sendImages } from "../outcome/sendImages.ts";

const pageSize = 24;
/** Images examined, or sent, in one go. */
const chunkSize = 500;

interface Pair {
  project: string;
  first: number;
  second: number;
}

interface AffectedImage {
  id: string;
  key: string;
  holding: Holding;
  state: AffectedState;
}

/** How many images' answers hold both labels of a pair, or only one, by the images' progress. */
export async function getAffected({ db }: Pick<Context, "db">, pair: Pair): Promise<Affected> {
  const counts = () => ({ done: 0, "to-refine": 0, pending: 0, released: 0 });
  const affected: Affected = { both: counts(), first: counts(), second: counts() };
  for (const { holding, state } of await listAffectedImages(db, pair)) affected[holding][state]++;
  return affected;
}

/**
 * A page of these images, by key, with their answers; or of those on which somebody chose one label and not the other,
 * and somebody else the opposite.
 */
export async function listAffected(
  { db }: Pick<Context, "db">,
  { holding, after = "", ...pair }: Pair & { holding: Holding | "disputed"; after?: string | undefined },
): Promise<ImageList> {
  const affected = await listAffectedImages(db, pair);
  const all =
    holding === "disputed"
      ? await filterDisputed(db, pair, affected)
      : affected.filter((image) => image.holding === holding);
  const left = all.filter(({ key }) => key > after).sort((a, b) => (a.key < b.key ? -1 : 1));
  return {
    total: all.length,
    hasMore: left.length > pageSize,
    images: await listAnswers(db, left.slice(0, pageSize)),
  };
}

/**
 * Sends the finished images among these to refinement, where experts see the ruling; released images stay as they are,
 * and so do those under way.
 *
 * @param input.expected how many were announced
 * @throws Failure `conflict` where the number has changed
 */
export async function sendAffected(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  input: Pair & { holdings: readonly Holding[]; expected: number; person: string },
): Promise<{ sent: number }> {
  const { project, person, holdings: wanted, expected } = input;
  const images = (await listAffectedImages(ctx.db, input)).filter(
    ({ holding, state }) => state === "done" && wanted.includes(holding),
  );
  if (images.length !== expected) {
    throw new Failure(
      "conflict",
      `It was to be ${expected} images, and ${images.length} can be sent now. Look at the numbers again.`,
    );
  }
  const reason = await describeReason(ctx.db, await getProject(ctx.db, project), [input.first, input.second]);
  let sent = 0;
  for await (const chunk of chunksOf(images, chunkSize)) {
    const ids = chunk.map(({ id }) => id);
    sent += (await sendImages(ctx, { project, images: ids, to: "refinement", reason, person })).sent;
  }
  return { sent };
}

/**
 * An image holds its final labels, once it has them; before that, whatever any of its people ticked or was unsure of.
 */
async function listAffectedImages(db: Db, { project, first, second }: Pair): Promise<AffectedImage[]> {
  const labelsOf = Map.groupBy(await listHolders(db, project, [first, second]), ({ image }) => image);
  const affected: AffectedImage[] = [];
  for await (const ids of chunksOf([...labelsOf.keys()], chunkSize)) {
    const released = await listReleased(db, ids);
    for (const facts of await listImageFacts(db, ids)) {
      const answered = labelsOf.get(facts.id)!.map(({ label }) => label);
      const holding = holdingOf([first, second], new Set(finalLabelsIn(facts) ?? answered));
      if (!holding) continue;
      affected.push({ id: facts.id, key: facts.key, holding, state: stateOf(facts, released.has(facts.id)) });
    }
  }
  return affected;
}

async function filterDisputed(
  db: Db,
  { first, second }: Pair,
  images: readonly AffectedImage[],
): Promise<AffectedImage[]> {
  const disputed: AffectedImage[] = [];
  for await (const chunk of chunksOf(images, chunkSize)) {
    const votes = await listVotesOf(db, chunk, "yes");
    const ids = new Set(
      votes
        .filter(({ annotations }) => {
          const held = annotations.map(({ decisions }) =>
            holdingOf([first, second], new Set(decisions.map(({ label }) => label))),
          );
          return held.includes("first") && held.includes("second");
        })
        .map(({ id }) => id),
    );
    disputed.push(...chunk.filter(({ id }) => ids.has(id)));
  }
  return disputed;
}

function stateOf(facts: ImageFacts, isReleased: boolean): AffectedState {
  if (isReleased) return "released";
  if (finalLabelsIn(facts)) return "done";
  return facts.agreement ? "to-refine" : "pending";
}

/** The reason for sending the images, for the history. */
async function describeReason(db: Db, project: Project, labels: [number, number]): Promise<string> {
  const name = pairName(labels);
  const ruling = rulingsAt(await listRulingChanges(db, project.id)).find(
    (one) => pairName(one.labels) === name,
  );
  const [first, second] = await namePair(db, project, ruling?.labels ?? labels);
  return ruling
    ? `Ruling ${ruling.version}: ${stateRuling(ruling.kind, first, second)}`
    : `The ruling on “${first}” and “${second}” was withdrawn`;
}
