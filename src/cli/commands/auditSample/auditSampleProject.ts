import { resolve } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { drawAuditSample } from "../../../actions/auditSample/drawAuditSample.ts";
import { exportAudit } from "../../../actions/auditSample/exportAudit.ts";
import { importAuditLabels } from "../../../actions/auditSample/importAuditLabels.ts";
import { listAuditWork } from "../../../actions/auditSample/listAuditWork.ts";
import { Failure } from "../../../contract/failure.ts";
import type { ReleaseAudit } from "../../../contract/releases/releaseAudit.ts";
import { defaultMaxPerImage } from "../../../core/auditSample/boundErrors.ts";
import { shownOfSource } from "../../../core/auditSample/joinRankings.ts";
import { type Factor, factors } from "../../../core/auditSample/strata.ts";
import { noLabel } from "../../../files/auditSample/readExhaustiveLabels.ts";
import { readStrata } from "../../../files/auditSample/readStrata.ts";
import { writeCsv } from "../../../files/writeCsv.ts";
import { writeFileWhole } from "../../../files/writeFileWhole.ts";
import { type ProjectOptions, withProject } from "../../installation.ts";
import { addProjectOptions, example, positiveShare, wholeNumber } from "../../options/options.ts";
import { formatErrorBounds } from "../../output/formatErrorBounds.ts";
import { formatCount, formatTable, percent, print, printJson } from "../../output/output.ts";
import { overBudget } from "./auditSamplePlan.ts";

interface Options extends ProjectOptions {
  release: number;
  json?: true;
}

interface DrawOptions extends Options {
  budget?: number;
  width?: number;
  looks: number;
  maxPerImage: number;
  ownImages?: true;
  by?: Factor[];
  strata?: string;
}

interface ListOptions extends Options {
  out: string;
  force?: true;
}

export function addAuditSampleOfProject(sample: Command): void {
  const command = (name: string) =>
    addProjectOptions(sample.command(name)).requiredOption(
      "--release <number>",
      "the release's number",
      wholeNumber(1),
    );
  command("draw")
    .description("draw the images of a release whose labels are made anew, once")
    .option("--budget <images>", "how many images can be looked at", wholeNumber(1))
    .option(
      "--width <share>",
      "how far apart the bounds of the share of images with an error may be",
      positiveShare,
    )
    .option("--looks <number>", "in how many steps, each with a look at the bounds", wholeNumber(1, 20), 1)
    .option(
      "--max-per-image <number>",
      "of missing and of wrong labels, count at most so many of an image",
      wholeNumber(1, 20),
      defaultMaxPerImage,
    )
    .option(
      "--by <factors>",
      `what strata are made by, of ${factors.join(", ")} (default: what gains the most; none for one stratum)`,
      readFactors,
    )
    .option("--strata <file>", "what is expected of strata, by their names, as plan reads it")
    .option("--own-images", "let experts label images that they worked on before the release, too")
    .addHelpText("after", example("audit-sample draw --release 1 --budget 500 --looks 2"))
    .action(draw);
  command("list")
    .description("write the drawn images that are not audited yet, in random order: image,step")
    .requiredOption("--out <file>", "where the list goes: CSV")
    .option("--force", "replace a file that exists")
    .addHelpText("after", example("audit-sample list --release 1 --out to-label.csv"))
    .action(list);
  command("export")
    .description("write all images of the release with their strata and the labels given anew, for evaluate")
    .requiredOption("--out <file>", "where they go: CSV, image,stratum,step,labels")
    .option("--force", "replace a file that exists")
    .addHelpText("after", example("audit-sample export --release 1 --out audit.csv"))
    .action(writeAudit);
  command("import")
    .description("bring in the labels that were given anew: a CSV of image, labels")
    .argument("<file>", "the labels; several with a bar between them, none where there is none")
    .addHelpText("after", example("audit-sample import --release 1 settled.csv"))
    .action(bringIn);
}

async function draw({ release, strata, ...options }: DrawOptions): Promise<void> {
  const { budget, width, looks, maxPerImage, ownImages: mayLabelOwn = false, by } = options;
  if ((width === undefined) === (budget === undefined))
    throw new Failure("wrong-usage", "Say what is wanted: either --width SHARE, or --budget IMAGES.");
  const told = strata === undefined ? [] : await readStrata(resolve(strata));
  const expected = new Map(told.map(({ stratum, missing, wrong }) => [stratum, { missing, wrong }]));
  const drawn = await withProject(options, (ctx, { id: project }) =>
    drawAuditSample(ctx, {
      ...{ project, number: release, budget, width, looks, maxPerImage, mayLabelOwn, by, expected },
    }),
  );
  if (options.json) {
    const { strata, sources, plan } = drawn;
    return printJson({ release, looks, by: drawn.by, strata, total: plan.total, sources });
  }
  print(
    formatTable([
      ["stratum", "images", "drawn"],
      ...drawn.strata.map(({ stratum, images, drawn }) => [stratum, images, drawn]),
    ]),
  );
  if (budget !== undefined && drawn.plan.total > budget) print(overBudget);
  const { missing, wrong } = drawn.plan.width;
  print(
    `${formatCount(drawn.plan.total, "image")} drawn. If the strata are as expected, the bounds will be ${percent(Math.max(missing, wrong))} apart.`,
  );
  print(`Experts find them under “My work”, with ${describeSources(drawn.sources)} on cards.`);
}

async function list({ release, out, force, json, ...options }: ListOptions): Promise<void> {
  const images = await withProject(options, (ctx, { id: project }) =>
    listAuditWork(ctx, { project, number: release }),
  );
  const file = await writeFileWhole(
    out,
    writeCsv(
      ["image", "step"],
      images.map(({ image, step }) => [image, step]),
    ),
    { force: force ?? false },
  );
  if (json) return printJson({ file, images: images.length });
  print(`${formatCount(images.length, "image")} to label anew: ${file}`);
}

async function writeAudit({ release, out, force, json, ...options }: ListOptions): Promise<void> {
  const file = await withProject(options, async (ctx, { id: project }) => {
    const rows = [];
    for await (const { image, stratum, step, labels } of exportAudit(ctx, { project, number: release }))
      rows.push([image, stratum, step ?? "", labels === null ? "" : labels.join("|") || noLabel]);
    return writeFileWhole(out, writeCsv(["image", "stratum", "step", "labels"], rows), {
      force: force ?? false,
    });
  });
  if (json) return printJson({ file });
  print(`Written: ${file}. It corrects models' accuracies: evaluate --audit-sample.`);
}

async function bringIn(file: string, { release, json, ...options }: Options): Promise<void> {
  const audit = await withProject(options, (ctx, { id: project }) =>
    importAuditLabels(ctx, { project, number: release, file: resolve(file) }),
  );
  if (json) return printJson(audit);
  if (audit) print(formatAudit(audit));
}

function readFactors(text: string): Factor[] {
  const named = text === "none" ? [] : text.split(",").map((name) => name.trim());
  const odd = named.find((name) => !(factors as readonly string[]).includes(name));
  if (odd !== undefined)
    throw new InvalidArgumentError(`“${odd}” is none of ${factors.join(", ")}; several have commas between.`);
  return factors.filter((factor) => named.includes(factor));
}

function describeSources(sources: readonly string[]): string {
  if (sources.length === 0) return "their proposals";
  const first = `the first ${shownOfSource} labels of`;
  return sources.length === 1 ? `${first} ${sources[0]} alone` : `${first} ${sources.join(" and ")}`;
}

function formatAudit({ drawn, done, looks, progress, bounds, reason }: ReleaseAudit): string {
  const left = progress.notJudged > 0 ? `, ${progress.notJudged} of which cannot be judged` : "";
  const audited = `${done} of ${formatCount(drawn, "drawn image")} audited${left}`;
  if (bounds === null) return `${audited}: ${reason}.`;
  return `${audited}\n\n${formatErrorBounds({ ...bounds, looks })}`;
}
