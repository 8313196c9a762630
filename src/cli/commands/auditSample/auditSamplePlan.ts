import { resolve } from "node:path";
import type { Command } from "commander";
import { Failure } from "../../../contract/failure.ts";
import { planForWidth, planSample } from "../../../core/auditSample/planSample.ts";
import { readStrata } from "../../../files/auditSample/readStrata.ts";
import { example, positiveShare, wholeNumber } from "../../options/options.ts";
import { formatCount, formatTable, percent, print, printJson } from "../../output/output.ts";

/** What is said where strata need more images than were asked for. */
export const overBudget = "That is more than the budget: every stratum needs 10 images, or all that it has.";

interface Options {
  strata: string;
  width?: number;
  budget?: number;
  looks: number;
  json?: true;
}

export function addAuditSamplePlan(sample: Command): void {
  sample
    .command("plan")
    .description("how many images of each stratum to look at, for a wanted width of the bounds or a budget")
    .requiredOption(
      "--strata <file>",
      "the strata: CSV with stratum, images, and the shares of images with a missing and a wrong label that are expected",
    )
    .option(
      "--width <share>",
      "how far apart the bounds of the share of images with an error may be",
      positiveShare,
    )
    .option("--budget <images>", "how many images can be looked at", wholeNumber(1))
    .option(
      "--looks <number>",
      "how often the bounds are looked at while the sample grows",
      wholeNumber(1, 20),
      1,
    )
    .option("--json", "print the result as JSON on stdout")
    .addHelpText("after", example("audit-sample plan --strata strata.csv --width .04"))
    .action(run);
}

async function run({ strata: file, width, budget, looks, json }: Options): Promise<void> {
  if ((width === undefined) === (budget === undefined))
    throw new Failure("wrong-usage", "Say what is wanted: either --width SHARE, or --budget IMAGES.");
  const strata = await readStrata(resolve(file));
  const plan = width === undefined ? planSample(strata, budget!, looks) : planForWidth(strata, width, looks);
  const rows = strata.map((stratum, at) => ({ ...stratum, audit: plan.sizes[at]! }));
  const { total, simple } = plan;
  if (json) return printJson({ strata: rows, total, expectedWidth: plan.width, looks, simpleRandom: simple });
  const cells = rows.map(({ stratum, images, missing, wrong, audit }) => [
    stratum,
    images,
    percent(missing),
    percent(wrong),
    audit,
  ]);
  print(formatTable([["stratum", "images", "missing", "wrong", "to audit"], ...cells]));
  print();
  print(`${formatCount(total, "image")} to audit${looks > 1 ? `, with ${looks} looks on the way` : ""}`);
  if (budget !== undefined && total > budget) print(overBudget);
  print(
    `If the strata are as expected, the bounds are this far apart: ${percent(plan.width.missing)} for images with a missing label, ${percent(plan.width.wrong)} for images with a wrong one.`,
  );
  print(`A simple random sample would need ${formatCount(simple, "image")} for the same.`);
}
