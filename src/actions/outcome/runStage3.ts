import { carryOriginals } from "../../core/labels/labelFate.ts";
import { findOutcome } from "../../core/outcome/findOutcome.ts";
import type { ProjectSettings } from "../../core/project/settings.ts";
import { openingOf } from "../../core/stages/protocol.ts";
import { stagesWith } from "../../core/stages/rulesOf.ts";
import { insertEvent } from "../../db/event.ts";
import { isGold } from "../../db/gold.ts";
import { listOriginalLabels } from "../../db/images/image.ts";
import { findFormers } from "../../db/labels/labelSpace.ts";
import { deleteAgreement, findAgreementOf, writeAgreement } from "../../db/outcome/agreement.ts";
import { findSending } from "../../db/outcome/sending.ts";
import { listRulingsOn } from "../../db/rulings/application.ts";
import type { Db } from "../../db/schema.ts";
import { listStanding } from "../../db/tasks/annotation.ts";
import { listAssignmentsOf, withdrawAssignments } from "../../db/tasks/assignment.ts";
import { endEarly } from "../asking/endEarly.ts";
import { askQuestions } from "../tasks/askQuestions.ts";
import { findSettled, withoutFormers } from "../votes/findSettled.ts";

/**
 * Stage 3 for one image: applies the rule of the opening stage to its answers, as part of the transaction that changed
 * its annotations. Where the rules ask for it, labels found by search are first put to the image's other annotators.
 * Annotators of gold are measured, never compared.
 */
export async function runStage3(
  db: Db,
  { project, image, settings, at }: { project: string; image: string; settings: ProjectSettings; at: string },
): Promise<void> {
  if (await isGold(db, image)) return;
  const opening = openingOf(settings);
  const before = await findAgreementOf(db, image);
  const sending = await findSending(db, image);
  const sentBy = sending?.to === "refinement" ? sending.by : null;
  const formers = await findFormers(db, project);
  const standing = await listStanding(db, image, [opening.name]);
  const isEnded = await endEarly(db, { project, image, settings, at }, standing);
  // Answers from before a label was retired or split are compared on the labels that everybody was asked about.
  const annotations = standing.map((annotation) => ({
    ...annotation,
    decisions: annotation.decisions.filter(({ label }) => !formers.has(label)),
  }));
  const asks =
    settings.askAboutFound &&
    (isEnded || opening.isComplete(annotations.length, settings)) &&
    sentBy === null;
  const waits = await askQuestions(db, annotations, { project, image, at, asks });
  const settled = opening.compare ? undefined : (await findSettled(db, [image])).get(image);
  const after = findOutcome(
    waits ? [] : annotations.map(({ decisions }) => decisions),
    carryOriginals(await listOriginalLabels(db, image), formers),
    settings,
    sentBy,
    {
      settled: withoutFormers(settled, formers),
      isEnded: isEnded && !waits,
      rulings: (await listRulingsOn(db, [image])).get(image),
    },
  );
  if (after) await writeAgreement(db, image, after, { at, twiceShare: settings.twiceShare });
  else if (before) await deleteAgreement(db, image);
  if (before && !before.agreed && after?.agreed !== false)
    await recallRefinements(db, { project, image, at });
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  const kind = after ? "agreement-found" : "agreement-withdrawn";
  await insertEvent(db, { project, at, person: null, kind, image, before, after });
}

/** An image that no longer needs an expert is taken back from the one who has it. */
async function recallRefinements(
  db: Db,
  { project, image, at }: { project: string; image: string; at: string },
): Promise<void> {
  for (const { id, personId, state } of await listAssignmentsOf(db, [image], stagesWith("final"))) {
    await withdrawAssignments(db, [id], at);
    await insertEvent(db, {
      project,
      at,
      person: null,
      kind: "refinement-withdrawn",
      image,
      assignment: id,
      before: { person: personId, state },
    });
  }
}
