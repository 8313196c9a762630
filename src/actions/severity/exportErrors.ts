import type { CsvOptions } from "../../contract/csvText.ts";
import { Failure } from "../../contract/failure.ts";
import { listErrorSamples, listSampledErrors } from "../../db/severity.ts";
import { writeRatedErrors } from "../../files/evaluation/writeRatedErrors.ts";
import type { Context } from "../context.ts";
import type { ExportedFile } from "../releases/exportRelease.ts";

/**
 * A sample as `evaluate --severity` takes it, including errors that are not rated yet.
 * @throws Failure `not-found` where there is no sample with this number
 */
export async function exportErrors(
  { db }: Pick<Context, "db">,
  { project, sample: number, ...options }: { project: string; sample: number } & CsvOptions,
): Promise<ExportedFile> {
  const sample = (await listErrorSamples(db, project)).find((one) => one.number === number);
  if (!sample) throw new Failure("not-found", `There is no sample ${number} of errors.`);
  const rows = (await listSampledErrors(db, project))
    .filter(({ sampleId }) => sampleId === sample.id)
    .map(({ key, labelIndex, severity, cause, comment }) => ({
      ...{ image: key, label: labelIndex, severity, cause, comment },
    }));
  return {
    project,
    fileName: `errors-${number}.csv`,
    contentType: "text/csv; charset=utf-8",
    body: writeRatedErrors(rows, options),
  };
}
