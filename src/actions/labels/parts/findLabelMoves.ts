import type { AskAgain, LabelMoves } from "../../../contract/labels/labelChange.ts";
import type { Formers } from "../../../core/labels/labelFate.ts";
import type { LabelChange } from "../../../core/labels/planLabelChange.ts";
import { rulingsAt } from "../../../core/rulings/ruling.ts";
import { listExemplars } from "../../../db/exemplars.ts";
import { countAnswers, countOriginals } from "../../../db/labels/labelUse.ts";
import type { Project } from "../../../db/project/project.ts";
import { listReleasesOf } from "../../../db/releases.ts";
import { listRulingChanges } from "../../../db/rulings/ruling.ts";
import type { Db } from "../../../db/schema.ts";
import { countFinished } from "../../releases/countFinished.ts";
import { type ImageToAsk, listToAskAgain } from "./listToAskAgain.ts";

const maxNamed = 20;

/**
 * What a change of labels moves, and which images people must be asked about again.
 * @param formers the labels not offered after the change
 */
export async function findLabelMoves(
  db: Db,
  project: Project,
  change: LabelChange,
  formers: Formers,
): Promise<LabelMoves> {
  const { id, exemplarVersion } = project;
  const releases = (await listReleasesOf(db, id)).length;
  const { ready: finished } = await countFinished({ db }, { project: id });
  const nothing = {
    answers: { yes: 0, unsure: 0, no: 0 },
    originals: 0,
    exemplars: 0,
    rulings: 0,
    askAgain: { done: 0, waiting: 0, released: 0 },
    askAgainFirst: [],
  };
  if (change.verb === "add") return { ...nothing, releases, finished };
  const { label } = change;
  const rulings = rulingsAt(await listRulingChanges(db, id)).filter(({ labels }) => labels.includes(label));
  const toAsk = await listToAskAgain(db, id, { label, formers });
  return {
    answers: await countAnswers(db, id, label),
    originals: await countOriginals(db, id, label),
    exemplars: (await listExemplars(db, id, exemplarVersion, label)).length,
    rulings: rulings.length,
    releases,
    finished,
    askAgain: countStates(toAsk),
    askAgainFirst: toAsk.slice(0, maxNamed).map(({ key }) => key),
  };
}

export const countStates = (images: readonly Pick<ImageToAsk, "state">[]): AskAgain => ({
  done: images.filter(({ state }) => state === "done").length,
  waiting: images.filter(({ state }) => state === "waiting").length,
  released: images.filter(({ state }) => state === "released").length,
});
