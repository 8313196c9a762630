import { resolve } from "node:path";
import type { Command } from "commander";
import { Failure } from "../../../contract/failure.ts";
import { boundErrors, defaultMaxPerImage } from "../../../core/auditSample/boundErrors.ts";
import { pickLook } from "../../../core/auditSample/pickLook.ts";
import { readAuditedImages } from "../../../files/auditSample/readAuditedImages.ts";
import { example, wholeNumber } from "../../options/options.ts";
import { formatErrorBounds } from "../../output/formatErrorBounds.ts";
import { formatCount, formatNumber, print, printJson } from "../../output/output.ts";

interface Options {
  looks?: number;
  maxPerImage: number;
  json?: true;
}

export function addAuditSampleBounds(sample: Command): void {
  sample
    .command("bounds <file>")
    .description(
      "how many labels are missing and wrong, with 95 % bounds, of a CSV of all images: image, stratum, missing, wrong, step",
    )
    .option(
      "--looks <number>",
      "how many steps of the sample were planned before the first",
      wholeNumber(1, 20),
    )
    .option(
      "--max-per-image <number>",
      "of missing and of wrong labels, count at most so many of an image",
      wholeNumber(1, 20),
      defaultMaxPerImage,
    )
    .option("--json", "print the result as JSON on stdout")
    .addHelpText("after", example("audit-sample bounds audited.csv --json"))
    .action(run);
}

async function run(file: string, { looks, maxPerImage, json }: Options): Promise<void> {
  const { strata, look, steps, unfinished } = pickLook(await readAuditedImages(resolve(file)));
  if (steps === 0) throw new Failure("bad-file", `${file}: no image was audited or drawn.`);
  if (looks === undefined && steps > 1) {
    const two = `The sample was drawn in ${steps} steps. Say with --looks how many were planned before the first:`;
    throw new Failure("wrong-usage", `${two} every look at the bounds costs some of their confidence.`);
  }
  const planned = looks ?? 1;
  if (steps > planned)
    throw new Failure(
      "wrong-usage",
      `${file} has ${steps} steps, and --looks says that ${planned} were planned.`,
    );
  if (look === 0) {
    const left = `${formatCount(unfinished, "drawn image is", "drawn images are")} not audited yet.`;
    throw new Failure(
      "not-ready",
      `${file}: nothing can be said before a step of the sample is finished. ${left} Those that are audited first may be the easy ones.`,
    );
  }
  const found = boundErrors(strata, { looks: planned, look, maxPerImage });
  const { alpha: _, ...told } = found;
  if (json) return printJson({ ...told, steps, unfinished });
  print(formatErrorBounds(found));
  if (unfinished > 0)
    print(
      `\n  This is the sample up to step ${look}. Of later steps ${formatNumber(unfinished)} images are not audited yet.`,
    );
}
