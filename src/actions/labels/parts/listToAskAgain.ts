import type { Formers } from "../../../core/labels/labelFate.ts";
import { rulesOf } from "../../../core/stages/rulesOf.ts";
import { type ImageFacts, listImageFacts } from "../../../db/images/imageFacts.ts";
import { type DecisionOn, listCarriedInto, listDecisionsOn } from "../../../db/labels/carried.ts";
import { listReleased } from "../../../db/releases.ts";
import { listHolders } from "../../../db/rulings/ruling.ts";
import type { Db } from "../../../db/schema.ts";
import { chunksOf } from "../../chunksOf.ts";
import { finalLabelsIn } from "../../images/listImages.ts";
import { mergeRows } from "./mergeRows.ts";

export interface ImageToAsk {
  id: string;
  key: string;
  /** `waiting`: it lacks final labels, and people are asked about the offered labels anyway. */
  state: "done" | "waiting" | "released";
}

/** Images examined in one go. */
const chunkSize = 500;

/** Images that people may have to be asked about again, and the test for those that they must. */
interface Candidates {
  images: Iterable<string>;
  isToAsk(facts: ImageFacts, final: readonly number[] | null): boolean;
}

/**
 * The images that people have to be asked about again because of a change to a label, by key:
 * - it was split: images that hold it;
 * - it is retired: images whose final labels are all gone;
 * - it is merged into another: images that hold neither, where somebody whose answer decides was asked about only one
 *   of the two, and said no.
 *
 * @param which.label after a merge, the remaining label
 * @param which.formers the labels that are not offered
 */
export async function listToAskAgain(
  db: Db,
  project: string,
  { label, formers }: { label: number; formers: Formers },
): Promise<ImageToAsk[]> {
  const { images, isToAsk } = await findCandidates(db, project, label, formers);
  const found: ImageToAsk[] = [];
  for await (const ids of chunksOf([...images], chunkSize)) {
    const released = await listReleased(db, ids);
    for (const facts of await listImageFacts(db, ids)) {
      const final = finalLabelsIn(facts);
      if (!isToAsk(facts, final)) continue;
      const state = final === null ? "waiting" : released.has(facts.id) ? "released" : "done";
      found.push({ id: facts.id, key: facts.key, state });
    }
  }
  return found.sort((a, b) => (a.key < b.key ? -1 : 1));
}

async function findCandidates(db: Db, project: string, label: number, formers: Formers): Promise<Candidates> {
  const former = formers.get(label);
  if (former?.fate === "merged") {
    const into = former.into[0]!;
    return afterMerge(mergeRows(await listDecisionsOn(db, project, [label, into]), label, into), [
      label,
      into,
    ]);
  }
  if (former === undefined) {
    const merges = await listCarriedInto(db, project, label);
    if (merges.length === 0) return { images: [], isToAsk: () => false };
    const asked = new Set((await listDecisionsOn(db, project, [label])).map(({ assignment }) => assignment));
    const lost = merges.flatMap(({ label: merged, rows }) => mergeRows(rows, merged, label));
    return afterMerge(
      lost.filter(({ assignment }) => !asked.has(assignment)),
      [label],
    );
  }
  const holders = await listHolders(db, project, [label, label]);
  const holds = (final: readonly number[]) => final.includes(label);
  return {
    images: new Set(holders.map(({ image }) => image)),
    isToAsk: (_, final) =>
      former.fate === "split"
        ? final === null || holds(final)
        : final !== null && holds(final) && final.every((one) => formers.has(one)),
  };
}

/** @param labels people need not be asked again about images that hold one of these */
function afterMerge(answers: ReturnType<typeof mergeRows>, labels: readonly number[]): Candidates {
  const lost = answers.filter(({ isCounted, after }) => isCounted && after === undefined);
  const byImage = Map.groupBy(lost, ({ image }) => image);
  const decides = ({ stage }: DecisionOn, { refined }: ImageFacts) =>
    rulesOf(stage).answers === (refined === null ? "compared" : "final");
  return {
    images: byImage.keys(),
    isToAsk: (facts, final) =>
      !labels.some((label) => final?.includes(label)) &&
      (byImage.get(facts.id) ?? []).some(({ before }) => decides(before[0]!, facts)),
  };
}
