import type { Settlement } from "../../../contract/votes.ts";
import { carryRanking } from "../../../core/labels/labelFate.ts";
import { labelsAbove } from "../../../core/votes/settleImage.ts";
import { findFormers } from "../../../db/labels/labelSpace.ts";
import { streamSettled } from "../../../db/outcome/settled.ts";
import { listPredictors } from "../../../db/proposals/predictor.ts";
import { listRankings } from "../../../db/proposals/storedRanking.ts";
import type { Db } from "../../../db/schema.ts";
import { shareOf } from "../../shareOf.ts";

/** What the labels would be at these thresholds; .8 is the published one. */
const thresholds = [0.5, 0.8, 0.9] as const;

/** How far the results depend on the threshold: labels and models' accuracy at several. */
export async function varyThreshold(
  db: Db,
  project: string,
): Promise<{ modelAgreed: number; byThreshold: Settlement["byThreshold"] }> {
  const formers = await findFormers(db, project);
  const models = await listPredictors(db, project);
  const ids = models.map(({ id }) => id);
  const found = thresholds.map((threshold) => ({
    threshold,
    images: 0,
    noLabel: 0,
    labels: 0,
    counts: models.map(() => ({ right: 0, images: 0 })),
  }));
  let modelAgreed = 0;
  for await (const page of streamSettled(db, project)) {
    const rankings = await listRankings(
      db,
      page.map(({ image }) => image),
      ids,
    );
    for (const { image, basis, probabilities } of page) {
      if (basis === "models") modelAgreed++;
      const offered = probabilities.filter(([label]) => !formers.has(label));
      const first = ids.map((id) => {
        const ranking = rankings.get(image)?.get(id);
        return ranking && carryRanking(ranking, formers)[0]?.label;
      });
      for (const row of found) {
        const labels = labelsAbove(offered, row.threshold);
        row.labels += labels.length;
        if (labels.length === 0) {
          row.noLabel++;
          continue;
        }
        row.images++;
        for (const [at, label] of first.entries()) {
          if (label === undefined) continue;
          row.counts[at]!.images++;
          if (labels.includes(label)) row.counts[at]!.right++;
        }
      }
    }
  }
  const byThreshold = found.map(({ counts, ...row }) => ({
    ...row,
    models: models.map(({ name }, place) => {
      const { right, images: of } = counts[place]!;
      return { model: name, ...shareOf(right, of) };
    }),
  }));
  return { modelAgreed, byThreshold };
}
