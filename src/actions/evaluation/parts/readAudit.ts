import { pickLook } from "../../../core/auditSample/pickLook.ts";
import type { ExhaustiveLabels } from "../../../core/evaluation/correctByAudit.ts";
import type { InputReading } from "../../../core/evaluation/evaluationRecord.ts";
import { readExhaustiveLabels } from "../../../files/auditSample/readExhaustiveLabels.ts";
import { badFile, listed } from "../../../files/fileFailure.ts";
import type { LabelMeaning } from "../../../files/labels/labelParser.ts";

interface Audit {
  audit: ExhaustiveLabels;
  reading: InputReading;
  notes: string[];
}

/**
 * The audit sample of the evaluated images, up to its last finished step.
 *
 * @throws Failure those of `readExhaustiveLabels`; `bad-file` where an evaluated image has no stratum, or no step of the
 *   sample is finished
 */
export async function readAudit(
  file: string,
  images: readonly string[],
  meaning: LabelMeaning | undefined,
): Promise<Audit> {
  const rows = new Map((await readExhaustiveLabels(file, { meaning })).map((row) => [row.image, row]));
  const missing = images.filter((image) => !rows.has(image));
  if (missing.length > 0) {
    const which = `${missing.length} evaluated images have no stratum: ${listed(missing, 3)}.`;
    throw badFile(file, `${which} List all images of the labels, whether audited or not.`);
  }
  const evaluated = images.map((image, position) => ({ ...rows.get(image)!, position }));
  const { sample, look, unfinished } = pickLook<number[], (typeof evaluated)[0]>(evaluated);
  if (look === 0 || sample.length === 0)
    throw badFile(file, "no step of the sample is finished on the evaluated images, so nothing can be told.");
  const left = rows.size - images.length;
  return {
    audit: {
      strata: evaluated.map(({ stratum }) => stratum),
      labels: new Map(sample.map(({ position, found }) => [position, found!])),
    },
    reading: { format: "an audit sample", used: [], unused: [], notes: [`${sample.length} audited images`] },
    notes: [
      ...(left > 0 ? [`${left} images of the audit sample are not evaluated.`] : []),
      ...(unfinished > 0
        ? [`Of the audit sample, ${unfinished} drawn images are not audited: it counts up to step ${look}.`]
        : []),
    ],
  };
}
