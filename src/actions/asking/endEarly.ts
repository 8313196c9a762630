import type { ProjectSettings } from "../../core/project/settings.ts";
import { openingOf } from "../../core/stages/protocol.ts";
import { deleteEnding, listEndings, writeEnding } from "../../db/asking.ts";
import { insertEvent } from "../../db/event.ts";
import type { Db } from "../../db/schema.ts";
import type { StandingAnnotation } from "../../db/tasks/annotation.ts";
import { hashVotes } from "../votes/hashVotes.ts";
import { weighImage } from "./parts/weighImage.ts";

/**
 * Whether asking about an image has ended before everybody was asked, as part of the transaction that changed its
 * answers. The answers it ended on stand, whatever is learned later; if they change, it is weighed anew.
 */
export async function endEarly(
  db: Db,
  { project, image, settings, at }: { project: string; image: string; settings: ProjectSettings; at: string },
  standing: readonly StandingAnnotation[],
): Promise<boolean> {
  if (openingOf(settings).asksAnew === null) return false;
  const before = (await listEndings(db, [image])).get(image);
  if (!before && settings.fewestAnswers === 0) return false;
  const votesSha256 = hashVotes({ annotations: standing });
  if (before?.votesSha256 === votesSha256) return true;
  const weighed = await weighImage(db, { project, image, settings }, standing);
  if (!weighed || weighed.verdict.labels.length > 0) {
    if (before) await deleteEnding(db, image);
    return false;
  }
  const { verdict, version } = weighed;
  await writeEnding(db, {
    imageId: image,
    projectId: project,
    answers: standing.length,
    ruleVersion: version,
    worth: Number.isFinite(verdict.worth) ? verdict.worth : 0,
    probabilitiesJson: JSON.stringify(verdict.probabilities),
    votesSha256,
    at,
  });
  const reason = `After ${standing.length} of ${settings.overlap} answers: ${describeWorth(verdict.worth)} (rule ${version}).`;
  const after = { reason, answers: standing.length, worth: verdict.worth, rule: version };
  await insertEvent(db, { project, at, person: null, kind: "asking-ended", image, after });
  return true;
}

/** After the last answer, nobody is left to ask. */
const describeWorth = (worth: number): string =>
  Number.isFinite(worth)
    ? `another would save ${Math.max(0, -worth).toFixed(1)} s less in errors than it takes`
    : "the labels that were still in doubt have all of theirs";
