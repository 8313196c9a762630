import type { ErrorSamples } from "../../contract/severity.ts";
import { rateModel, severities } from "../../core/evaluation/errorSeverity.ts";
import { shareOf as evaluatedShare } from "../../core/evaluation/evaluateShares.ts";
import { countMembers } from "../../db/people/membership.ts";
import { listSampledErrors, listErrorSamples as listSamples } from "../../db/severity.ts";
import type { Context } from "../context.ts";
import { shareOf } from "../shareOf.ts";

/** The samples of a project, newest first, and the severity of their errors by the ratings so far. */
export async function listErrorSamples(
  { db }: Pick<Context, "db">,
  { project }: { project: string },
): Promise<ErrorSamples> {
  const bySample = Map.groupBy(await listSampledErrors(db, project), ({ sampleId }) => sampleId);
  return {
    samples: (await listSamples(db, project)).map((sample) => {
      const drawn = bySample.get(sample.id) ?? [];
      const rated = drawn.flatMap(({ severity }) => (severity === null ? [] : [{ severity }]));
      const errors = evaluatedShare(sample.errors, sample.images, "no image has a valid label");
      const { number, model, release, seed, createdAt } = sample;
      return {
        ...{ number, model, release, seed, createdAt },
        errors: shareOf(sample.errors, sample.images),
        rated: shareOf(rated.length, drawn.length),
        severities: severities.map((severity) => ({
          severity,
          share: shareOf(rated.filter((one) => one.severity === severity).length, rated.length),
        })),
        major: rateModel(model, errors, rated).major,
      };
    }),
    experts: await countMembers(db, project, "expert"),
  };
}
