import { type Command, Option } from "commander";
import { groupRefusals, type Refusal } from "../../../actions/images/importSource.ts";
import type { FoundModel } from "../../../actions/models/findModel.ts";
import { combineProposals, defaultPerModel } from "../../../actions/proposals/combineProposals.ts";
import { proposeLabels } from "../../../actions/proposals/proposeLabels.ts";
import { proposeNothing } from "../../../actions/proposals/proposeNothing.ts";
import { Failure } from "../../../contract/failure.ts";
import type { ModelCard } from "../../../contract/models/modelCard.ts";
import { type Combination, combinations } from "../../../core/proposals/proposalMethod.ts";
import { listEmbeddingSets } from "../../../db/embeddings.ts";
import { countProposals } from "../../../db/proposals/proposal.ts";
import { programName } from "../../../files/commandFor.ts";
import { listRegistered } from "../../../inference/storedModels.ts";
import { findModelCard } from "../../findModelCard.ts";
import { type ProjectOptions, placeOf, withProject } from "../../installation.ts";
import { addProjectOptions, example, wholeNumber } from "../../options/options.ts";
import { addRunOptions, type RunFlags, readRunOptions } from "../../options/runOptions.ts";
import { describeHead } from "../../output/describeHead.ts";
import { formatCount, formatNumber, formatRefusals, note, print, printJson } from "../../output/output.ts";
import { runShownJob } from "../../runShownJob.ts";
import { findNextStep, printNextStep } from "./printNextStep.ts";
import { proposeWithProbe } from "./proposeProbe.ts";

interface Options extends ProjectOptions, RunFlags {
  json?: true;
  model?: string;
  from?: string[];
  combine?: Combination;
  perModel?: number;
  withOriginal?: true;
  probe?: true;
  embeddings?: string;
  again?: true;
  searchOnly?: true;
}

export function addPropose(program: Command): void {
  addRunOptions(addProjectOptions(program.command("propose")))
    .description(
      "have a classifier propose labels for every image that has none, or combine stored predictions",
    )
    .option(
      "--model <name>",
      "a model that was added, or the path of a card, a JSON file beside its ONNX file (default: the embedded model)",
    )
    .option("--from <model...>", "propose from the stored predictions of these models; no model runs")
    .addOption(new Option("--combine <how>", "with several of them: how").choices(combinations))
    .option(
      "--per-model <number>",
      `of a union: the first labels of each (default: ${defaultPerModel})`,
      wholeNumber(1, 100),
    )
    .option("--with-original", "add the original label where it is not proposed")
    .option(
      "--probe",
      "learn the labels from the images' own, by embeddings, though a model knows them; without such a model that is what is done",
    )
    .option(
      "--embeddings <name>",
      "learn from these embeddings, computed or imported, instead of the model's",
    )
    .option(
      "--search-only",
      "propose nothing: images without proposals can be given, and people search for every label",
    )
    .option("--again", "learn from what people decided, and propose anew for images that nobody was given")
    .addHelpText(
      "after",
      `
With --from, --combine is one of
  maximum   the labels with the greatest probability that any of the models gives
  mean      those with the greatest mean probability; what a model's stored labels lack counts as 0
  union     every label among the first ones of any model, be they more or fewer than usual
${example("propose --from resnet50 vgg16 --combine union --per-model 5 --with-original")}`,
    )
    .action(run);
}

async function run(options: Options): Promise<void> {
  const { from, model, embeddings, probe, again, searchOnly } = options;
  if (searchOnly) {
    if (from ?? model ?? embeddings ?? probe ?? again)
      throw new Failure(
        "wrong-usage",
        "--search-only proposes nothing: leave out every other way to propose.",
      );
    return leaveOut(options);
  }
  if (from) {
    if (embeddings !== undefined || probe || again)
      throw new Failure(
        "wrong-usage",
        "--from combines stored predictions, and learns nothing: leave out --probe, --embeddings and --again.",
      );
    return combine(options, from);
  }
  if (embeddings !== undefined && model !== undefined)
    throw new Failure(
      "wrong-usage",
      "--embeddings and --model both say what is learned from: leave out one.",
    );
  if (embeddings !== undefined) return proposeWithProbe(options, undefined);
  await using found = await findModelCard(model, placeOf(options).storage);
  const [knows, others, stored] = await withProject(options, async (ctx, { id, labelSpaceKey }) => [
    found.card.labelSpace === labelSpaceKey,
    (await listRegistered(ctx.storage)).filter(({ card }) => card.labelSpace === labelSpaceKey),
    (await listEmbeddingSets(ctx.db, id)).some(({ sourceJson }) => sourceJson !== null),
  ]);
  if (knows && !probe && !again) return classify(options, found);
  if (model === undefined && !probe && !again && others.length > 0) {
    const names = others.map(({ card }) => card.name).join(", ");
    throw new Failure(
      "wrong-usage",
      `Models that know the labels of this project were added: ${names}. Say --model NAME to propose with one, or --probe ` +
        "to learn the labels from the images' own.",
    );
  }
  // Embeddings that somebody imported were made for this project; what has them needs no others.
  return proposeWithProbe(options, model === undefined && stored ? undefined : found);
}

async function classify(options: Options, { card, modelFile, isEmbedded }: FoundModel): Promise<void> {
  if (options.combine ?? options.perModel ?? options.withOriginal) {
    throw new Failure(
      "wrong-usage",
      "--combine, --per-model and --with-original need --from: whose predictions to combine.",
    );
  }
  const { verdict = "not-measured" } = card.measured ?? {};
  const isMeasured = isEmbedded || verdict !== "not-measured";
  if (!isMeasured) note(unmeasured(card.name));
  const { nextStep, ...report } = await withProject(options, async (ctx, project) => {
    const proposed = await runShownJob(ctx, project, "propose", (job) =>
      proposeLabels(ctx, { ...job, project: project.id, card, modelFile, run: readRunOptions(options) }),
    );
    return {
      nextStep: await findNextStep(ctx, project),
      project: project.name,
      ...proposed,
      isMeasured,
      ...(card.head && { head: card.head }),
      withProposals: await countProposals(ctx.db, project.id),
    };
  });
  if (options.json) {
    printJson(report);
    return refuseNothing(report, report.failed);
  }
  const { proposed, withProposals, failed } = report;
  print(
    `${formatCount(proposed, "image")} got proposals by ${report.model}; ${formatNumber(withProposals)} have them now.`,
  );
  if (card.head) print(`It is an image-text model: ${describeHead(card.head)}, ${ofVectors(card)}.`);
  if (failed.length > 0)
    print(`${formatCount(failed.length, "image")} could not be classified:\n${formatRefusals(failed)}`);
  refuseNothing(report, failed);
  printNextStep(nextStep, options);
}

const ofVectors = ({ head, output }: ModelCard) =>
  `with vectors of ${formatCount(output.classes, "label")} (SHA-256 ${head?.vectors?.slice(0, 12)})`;

/** Where no image of the project has proposals, nothing can follow: a script must see it. */
function refuseNothing(
  { project, withProposals }: { project: string; withProposals: number },
  failed: readonly Refusal[],
): void {
  if (withProposals > 0) return;
  throw new Failure(
    "bad-file",
    `No image of the project “${project}” has proposals. ${failed.length > 0 ? groupRefusals(failed) : "It has no images, or none whose file was read: import them first."}`,
    { refused: failed },
  );
}

/** A card that does not fit its model makes the labels worse without any error. */
const unmeasured = (name: string) =>
  `Nobody has measured whether the card of ${name} fits its model: its labels are proposed as they are. ` +
  `${programName()} models add measures it on photos with known labels.`;

async function combine(options: Options, from: string[]): Promise<void> {
  if (options.model !== undefined || Object.keys(readRunOptions(options)).length > 0) {
    throw new Failure("wrong-usage", "--from runs no model: leave out --model and how to run it.");
  }
  const { combine, perModel, withOriginal } = options;
  const { nextStep, ...report } = await withProject(options, async (ctx, project) => {
    const combined = await runShownJob(ctx, project, "propose", (job) =>
      combineProposals(ctx, { ...job, project: project.id, from, combine, perModel, withOriginal }),
    );
    const withProposals = await countProposals(ctx.db, project.id);
    const nextStep = await findNextStep(ctx, project);
    return { nextStep, project: project.name, ...combined, withProposals };
  });
  const { models, method, proposed, perImage, missing, withProposals } = report;
  const without = missing.first.map(({ file, models: names }) => ({
    file,
    reason: `no predictions of ${names.join(", ")}`,
  }));
  if (options.json) {
    printJson(report);
    return refuseNothing(report, without);
  }
  const how = method.how === "single" ? "" : ` (${method.how}, top ${method.k}${perModelText(method.how)})`;
  print(
    `${formatCount(proposed, "image")} got proposals from ${models.join(", ")}${how}; ${formatNumber(withProposals)} have them now.`,
  );
  if (perImage) {
    const { min, mean, max } = perImage;
    print(`Proposals per image: ${mean.toFixed(1)} on average, ${min} to ${max}.`);
  }
  if (missing.images > 0) {
    print(`${formatCount(missing.images, "image")} got none:\n${formatRefusals(without)}`);
  }
  refuseNothing(report, without);
  printNextStep(nextStep, options);
}

const perModelText = (how: string) => (how === "union" ? " of each" : "");

async function leaveOut(options: Options): Promise<void> {
  const { nextStep, ...report } = await withProject(options, async (ctx, project) => {
    const without = await runShownJob(ctx, project, "propose", (job) =>
      proposeNothing(ctx, { ...job, project: project.id }),
    );
    const withProposals = await countProposals(ctx.db, project.id);
    const nextStep = await findNextStep(ctx, project);
    return { nextStep, project: project.name, without, withProposals };
  });
  if (options.json) return printJson(report);
  print(
    `${formatCount(report.without, "image")} can be given without proposals: people search for every label they see.`,
  );
  printNextStep(nextStep, options);
}
