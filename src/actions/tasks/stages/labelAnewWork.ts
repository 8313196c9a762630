import { joinRankings, shownOfSource } from "../../../core/auditSample/joinRankings.ts";
import { standIns } from "../../../core/labels/labelFate.ts";
import { labelAnew } from "../../../core/stages/labelAnew.ts";
import {
  auditableBy,
  findAuditedImage,
  findSourcesFor,
  insertAuditedImage,
} from "../../../db/auditSample/auditAnswers.ts";
import { findProposal } from "../../../db/proposals/proposal.ts";
import { listRankings } from "../../../db/proposals/storedRanking.ts";
import type { Db } from "../../../db/schema.ts";
import { findChance } from "../../../db/sql/chance.ts";
import { leasedWork } from "./leasedWork.ts";
import type { StageWork } from "./stageWork.ts";

/** The stage `label-anew`: the drawn images of a release go to whichever two experts are free. */
export const labelAnewWork: StageWork = {
  ...leasedWork(labelAnew, (_, project) => ({
    queue: auditableBy,
    onTaken: async (db, image, at) =>
      insertAuditedImage(db, { project, image, cards: await findCards(db, image), at }),
  })),

  async serve(db, { imageId: image, personId: person }, { settings: { groupSize }, formers }) {
    const labels = JSON.parse((await findAuditedImage(db, image))?.cardsJson ?? "[]") as number[];
    return labelAnew.task.serve({
      image,
      person,
      chance: await findChance(db),
      groupSize,
      labels: [...new Set(labels.flatMap((label) => standIns(label, formers)))],
    });
  },

  beginsBlank: async () => true,
};

/** The first labels of the sample's sources; where no model has predictions for the image, its proposals. */
async function findCards(db: Db, image: string): Promise<number[]> {
  const sources = await findSourcesFor(db, image);
  const rankings = (await listRankings(db, [image], sources)).get(image);
  const named = sources.flatMap((model) => rankings?.get(model) ?? []).length > 0;
  const lists = named
    ? sources.map((model) => rankings?.get(model) ?? [])
    : [(await findProposal(db, image))?.ranking ?? []];
  return joinRankings(
    lists.map((ranking) => ranking.map(({ label }) => label)),
    shownOfSource,
  );
}
