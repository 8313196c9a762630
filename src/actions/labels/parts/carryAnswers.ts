import { listImageFacts } from "../../../db/images/imageFacts.ts";
import {
  carryQuestions,
  keepCarried,
  listDecisionsOn,
  listImagesWithOriginal,
  renameInAgreements,
  replaceDecisionsOn,
} from "../../../db/labels/carried.ts";
import { forgetLabelCounts } from "../../../db/labels/labelImage.ts";
import type { Project } from "../../../db/project/project.ts";
import { listReleased } from "../../../db/releases.ts";
import type { Db } from "../../../db/schema.ts";
import { chunksOf } from "../../chunksOf.ts";
import { runStage3 } from "../../outcome/runStage3.ts";
import { mergeRows } from "./mergeRows.ts";

const imagesAtOnce = 500;

interface Merge {
  project: Project;
  /** Version of the labels after the merge. */
  version: number;
  at: string;
  label: number;
  into: number;
}

/**
 * Carries all answers on a label over to the one it is merged into, and recomputes what the images' annotators agree
 * on.
 */
export async function carryAnswers(db: Db, { project, version, at, label, into }: Merge): Promise<void> {
  const { id, settings } = project;
  const merged = mergeRows(await listDecisionsOn(db, id, [label, into]), label, into);
  await keepCarried(
    db,
    merged.flatMap(({ assignment, before }) =>
      before.map(({ decision }) => ({
        projectId: id,
        version,
        noun: "decision" as const,
        ofId: assignment,
        labelIndex: decision.label,
        rowJson: JSON.stringify(decision),
      })),
    ),
  );
  await replaceDecisionsOn(db, [label, into], merged);
  await carryQuestions(db, { project: id, version, label, into });
  const originals = await listImagesWithOriginal(db, id, label);
  const images = new Set([
    ...merged.filter(({ isCounted }) => isCounted).map(({ image }) => image),
    ...originals,
  ]);
  for await (const ids of chunksOf([...images], imagesAtOnce)) {
    const released = await listReleased(db, ids);
    for (const { id: image, refined, agreement } of await listImageFacts(db, ids)) {
      // An expert's decision stands, and nobody is asked about a released image until it is sent.
      if (refined || released.has(image) || !agreement) continue;
      await runStage3(db, { project: id, image, settings, at });
    }
  }
  await renameInAgreements(db, id, label, into);
  await forgetLabelCounts(db, id);
}
