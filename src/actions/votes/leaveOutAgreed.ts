import { carryOriginals, carryRanking, type Formers } from "../../core/labels/labelFate.ts";
import type { ProjectSettings } from "../../core/project/settings.ts";
import { openingOf } from "../../core/stages/protocol.ts";
import { modelAgreed } from "../../core/votes/modelAgreed.ts";
import { type Settled, settleImage } from "../../core/votes/settleImage.ts";
import { insertEvents } from "../../db/event.ts";
import { listOriginalLabelsOf } from "../../db/images/image.ts";
import { findFormers } from "../../db/labels/labelSpace.ts";
import { deleteAgreements, listAgreementsOf, writeAgreement } from "../../db/outcome/agreement.ts";
import { deleteSettled, listNotGiven, listSettledOf, writeSettled } from "../../db/outcome/settled.ts";
import { listRankings } from "../../db/proposals/storedRanking.ts";
import type { Db } from "../../db/schema.ts";

interface Project {
  id: string;
  settings: ProjectSettings;
}

/**
 * Gives the original label to the images on which all models agree, so that nobody votes on them, if the project's
 * rules say so; and takes it back from those on which they do not, or no longer do. Images that somebody was given, and
 * those that a lead sent to refinement, stay as they are.
 *
 * @param together runs each unit of work, a few hundred images, in a new transaction or in one already open
 */
export async function leaveOutAgreed(
  together: <Result>(run: (db: Db) => Promise<Result>) => Promise<Result>,
  { id: project, settings }: Project,
  at: string,
): Promise<void> {
  for (let after: string | undefined = ""; after !== undefined; ) {
    const from: string = after;
    after = await together(async (db) => {
      const page = await listNotGiven(db, project, from);
      if (page.length > 0) {
        const formers = await findFormers(db, project);
        await leaveOut(db, page, { project, settings, formers, at });
      }
      return page.at(-1)?.image;
    });
  }
}

async function leaveOut(
  db: Db,
  page: readonly { image: string; models: string[] }[],
  about: { project: string; settings: ProjectSettings; formers: Formers; at: string },
): Promise<void> {
  const { project, settings, at } = about;
  const ids = page.map(({ image }) => image);
  const known = await listSettledOf(db, ids);
  const agreements = await listAgreementsOf(db, ids);
  const found = asksNobody(settings) ? await findAgreed(db, page, about.formers) : new Map<string, number>();
  const left = page.flatMap(({ image }) => {
    const label = found.get(image);
    if (label === undefined) return [];
    const settled = { basis: "models", probabilities: [[label, 1]], isCurrent: true } satisfies Settled;
    const before = agreements.get(image);
    const after = settleImage(settled.probabilities, settings);
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ image, settled, before, after }];
  });
  const back = ids.filter((image) => known.get(image)?.basis === "models" && !found.has(image));
  await writeSettled(
    db,
    left.map(({ image, settled: { basis, probabilities } }) => ({
      imageId: image,
      basis,
      probabilitiesJson: JSON.stringify(probabilities),
      votesSha256: "",
      at,
    })),
  );
  for (const { image, after } of left)
    await writeAgreement(db, image, after, { at, twiceShare: settings.twiceShare });
  await deleteSettled(db, back);
  await deleteAgreements(db, back);
  const event = { project, at, person: null };
  await insertEvents(db, [
    ...left.map(({ image, before, after }) => ({
      ...event,
      kind: "agreement-found" as const,
      image,
      before,
      after: { ...after, basis: "models" },
    })),
    ...back.map((image) => ({
      ...event,
      kind: "agreement-withdrawn" as const,
      image,
      before: agreements.get(image),
    })),
  ]);
}

const asksNobody = (settings: ProjectSettings): boolean =>
  settings.leaveOutModelAgreed && openingOf(settings).compare === null;

/** The original label of each image on which all models that proposed for it agree. */
async function findAgreed(
  db: Db,
  page: readonly { image: string; models: string[] }[],
  formers: Formers,
): Promise<Map<string, number>> {
  const ids = page.map(({ image }) => image);
  const rankings = await listRankings(db, ids, [...new Set(page.flatMap(({ models }) => models))]);
  const originals = await listOriginalLabelsOf(db, ids);
  return new Map(
    page.flatMap(({ image, models }) => {
      const first = models.map((model) => {
        const ranking = rankings.get(image)?.get(model);
        return ranking && carryRanking(ranking, formers)[0]?.label;
      });
      const label = modelAgreed(first, carryOriginals(originals.get(image) ?? [], formers));
      return label === undefined ? [] : [[image, label] as const];
    }),
  );
}
