import type { Formers } from "../../../core/labels/labelFate.ts";
import { listImageFacts } from "../../../db/images/imageFacts.ts";
import { listReleased } from "../../../db/releases.ts";
import { listHolders } from "../../../db/rulings.ts";
import type { Db } from "../../../db/schema.ts";
import { chunksOf } from "../../chunksOf.ts";
import { finalLabelsIn } from "../../images/listImages.ts";

export interface ImageToAsk {
  id: string;
  key: string;
  /** `waiting`: it lacks its final labels, and is asked about what is offered anyway. */
  state: "done" | "waiting" | "released";
}

/** Images looked at in one go. */
const chunkSize = 500;

/**
 * The images of which people have to be asked again because of what became of a label, by key: where it was split, those
 * that hold it; where it is retired, those whose final labels are all gone.
 *
 * @param which.formers the labels that are not offered
 */
export async function listToAskAgain(
  db: Db,
  project: string,
  { label, formers }: { label: number; formers: Formers },
): Promise<ImageToAsk[]> {
  const fate = formers.get(label)?.fate;
  if (fate === undefined) return [];
  const holders = new Set((await listHolders(db, project, [label, label])).map(({ image }) => image));
  const isToAsk = (final: readonly number[] | null): boolean => {
    if (fate === "split") return final === null || final.includes(label);
    return (
      fate === "retired" && final !== null && final.includes(label) && final.every((one) => formers.has(one))
    );
  };
  const found: ImageToAsk[] = [];
  for await (const ids of chunksOf([...holders], chunkSize)) {
    const released = await listReleased(db, ids);
    for (const facts of await listImageFacts(db, ids)) {
      const final = finalLabelsIn(facts);
      if (!isToAsk(final)) continue;
      const state = final === null ? "waiting" : released.has(facts.id) ? "released" : "done";
      found.push({ id: facts.id, key: facts.key, state });
    }
  }
  return found.sort((a, b) => (a.key < b.key ? -1 : 1));
}
