import { evaluateSamples, type RatedError } from "../../../core/evaluation/errorSeverity.ts";
import type { SeenByPeople } from "../../../core/evaluation/evaluationRecord.ts";
import type { Db } from "../../../db/schema.ts";
import { listErrorSamples, listSampledErrors } from "../../../db/severity.ts";
import type { TopLabels } from "../../../stats/metrics/topLabels.ts";

/** The severity of the errors of models with a rated sample, as far as they are errors by these labels. */
export async function evaluateRated(
  db: Db,
  project: string,
  {
    ids,
    valid,
    originals,
    models,
  }: {
    ids: readonly string[];
    valid: readonly (readonly number[])[];
    originals: readonly (readonly number[])[];
    models: readonly { id: string; model: string; top: TopLabels }[];
  },
): Promise<Pick<SeenByPeople, "severity">> {
  const samples = await listErrorSamples(db, project);
  if (samples.length === 0) return {};
  const place = new Map(ids.map((id, at) => [id, at]));
  const modelOf = new Map(samples.map(({ id, modelId }) => [id, modelId]));
  const rated = (await listSampledErrors(db, project)).flatMap(
    ({ sampleId, imageId, labelIndex: label, severity, cause }): (RatedError & { of: string })[] => {
      const image = place.get(imageId) ?? -1;
      return severity === null
        ? []
        : [{ of: modelOf.get(sampleId)!, image, label, severity, cause: cause ?? "" }];
    },
  );
  const sampled = models
    .map(({ id, ...model }) => ({ ...model, ratings: rated.filter(({ of }) => of === id) }))
    .filter(({ ratings }) => ratings.length > 0);
  return sampled.length === 0 ? {} : { severity: evaluateSamples(sampled, valid, originals) };
}
