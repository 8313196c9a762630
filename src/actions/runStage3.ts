import { findAgreement } from "../core/findAgreement.ts";
import type { ProjectSettings } from "../core/settings.ts";
import { deleteAgreement, findAgreementOf, writeAgreement } from "../db/agreement.ts";
import { listSubmitted } from "../db/annotation.ts";
import { insertEvent } from "../db/event.ts";
import { listOriginalLabels } from "../db/image.ts";
import type { Db } from "../db/schema.ts";

/** Stage 3 for one image, as part of the transaction that changed its annotations. */
export async function runStage3(
  db: Db,
  { project, image, settings, at }: { project: string; image: string; settings: ProjectSettings; at: string },
): Promise<void> {
  const annotations = await listSubmitted(db, image, "annotate");
  const before = await findAgreementOf(db, image);
  if (annotations.length < settings.overlap) {
    if (!before) return;
    await deleteAgreement(db, image);
    await insertEvent(db, { project, at, person: null, kind: "agreement-withdrawn", image, before });
    return;
  }
  const after = findAgreement(
    annotations.map(({ decisions }) => decisions),
    await listOriginalLabels(db, image),
    settings,
  );
  await writeAgreement(db, image, after, at);
  if (JSON.stringify(before) !== JSON.stringify(after)) {
    await insertEvent(db, { project, at, person: null, kind: "agreement-found", image, before, after });
  }
}
