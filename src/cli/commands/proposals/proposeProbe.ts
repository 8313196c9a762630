import type { Context } from "../../../actions/context.ts";
import { embedExemplars } from "../../../actions/embeddings/embedExemplars.ts";
import { embedImages } from "../../../actions/embeddings/embedImages.ts";
import type { FoundModel } from "../../../actions/models/findModel.ts";
import type { ProbeReport } from "../../../actions/proposals/proposeByProbe.ts";
import { proposeOwnLabels } from "../../../actions/proposals/proposeOwnLabels.ts";
import { listLabels } from "../../../db/labels/labelSpace.ts";
import type { Project } from "../../../db/project/project.ts";
import { countProposals } from "../../../db/proposals/proposal.ts";
import { commandFor } from "../../../files/commandFor.ts";
import { type ProjectOptions, withProject } from "../../installation.ts";
import { type RunFlags, readRunOptions } from "../../options/runOptions.ts";
import {
  formatCount,
  formatNumber,
  formatRefusals,
  formatShare,
  formatShareInterval,
  print,
  printJson,
} from "../../output/output.ts";
import { runShownJob } from "../../runShownJob.ts";
import { findNextStep, printNextStep } from "./printNextStep.ts";

interface Options extends ProjectOptions, RunFlags {
  json?: true;
  embeddings?: string;
  again?: true;
}

/**
 * Has a probe propose labels, from embeddings that are stored or that a model computes first; where there is nothing to learn
 * from, images show every label of a small label space.
 *
 * @param model whose embeddings are computed where they are missing; undefined where stored ones are to be used
 */
export async function proposeWithProbe(options: Options, model: FoundModel | undefined): Promise<void> {
  const { again, embeddings } = options;
  const { nextStep, ...report } = await withProject(options, async (ctx, project) => {
    const embedded =
      model &&
      (await runShownJob(ctx, project, "embed", (job) =>
        embedImages(ctx, { ...job, ...model, project: project.id, run: readRunOptions(options) }),
      ));
    const exemplars =
      model && (await embedExemplars(ctx, { ...model, project: project.id, run: readRunOptions(options) }));
    const learned = await runShownJob(ctx, project, "propose", (job) =>
      proposeOwnLabels(ctx, {
        ...job,
        project: project.id,
        embeddings: embedded?.id ?? embeddings,
        exemplars,
        again,
      }),
    );
    const failed = embedded?.failed ?? [];
    const withProposals = await countProposals(ctx.db, project.id);
    const nextStep = await findNextStep(ctx, project);
    if ("everyLabel" in learned)
      return { nextStep, project: project.name, ...learned, failed, withProposals };
    return {
      nextStep,
      project: project.name,
      ...learned,
      withoutImages: await nameLabels(ctx, project, learned.withoutImages),
      withFewImages: await nameLabels(ctx, project, learned.withFewImages),
      failed,
      withProposals,
    };
  });
  if (options.json) return printJson(report);
  if ("everyLabel" in report) {
    const { everyLabel, proposed, withProposals, failed, why } = report;
    print(why);
    print(
      `Until then ${formatCount(proposed, "image")} got every one of the ${formatCount(everyLabel, "label")}, in their order; ` +
        `${formatNumber(withProposals)} have proposals now. Once people have labelled some, others can be ranked: ${commandFor("propose --again", options)}`,
    );
    if (failed.length > 0)
      print(`${formatCount(failed.length, "image")} could not be read:\n${formatRefusals(failed)}`);
    printNextStep(nextStep, options);
    return;
  }
  const { proposed, withProposals, failed, withoutImages, withFewImages, withoutEmbedding, recall } = report;
  const { setApart } = report;
  print(describe(report));
  print(
    `${formatCount(proposed, "image")} got proposals by ${report.probe}; ${formatNumber(withProposals)} have them now.`,
  );
  if (recall) {
    const { labels, images, before, after } = recall;
    const shown = before.map(
      ({ k, found }, at) =>
        `${k}: ${formatShare(found, labels)} before, ${formatShare(after[at]!.found, labels)} now`,
    );
    print(
      `Of ${formatCount(labels, "label")} that people found on ${formatCount(images, "image")}, so many are among the first ${shown.join("; ")}.`,
    );
  }
  if (withoutImages.length > 0)
    print(
      `${formatCount(withoutImages.length, "label")} without an image to learn from, so that their scores tell nothing: ${listed(withoutImages)}.`,
    );
  if (withFewImages.length > 0)
    print(
      `${formatCount(withFewImages.length, "label")} with fewer images than folds (${report.method.folds}): ${listed(withFewImages)}.`,
    );
  if (withoutEmbedding > 0)
    print(`${formatCount(withoutEmbedding, "image")} without an embedding got no proposals.`);
  if (setApart.images > 0)
    print(
      `${formatCount(setApart.images, "image")} left the project to show ${formatCount(setApart.labels, "label")} that had no exemplars. ` +
        `Photos of your own take their places, and bring them back as long as nobody but leads is there: ${commandFor("import exemplars FOLDER", options)}`,
    );
  if (failed.length > 0)
    print(`${formatCount(failed.length, "image")} could not be read:\n${formatRefusals(failed)}`);
  printNextStep(nextStep, options);
}

/** What was done, how good it is, and how to use something better, in one line. */
function describe({
  embeddings,
  learnedFrom,
  exemplars,
  decided,
  method,
  figures,
}: Omit<ProbeReport, "withoutImages" | "withFewImages">): string {
  const from =
    (decided > 0 ? `, ${formatNumber(decided)} of them decided by people` : "") +
    (exemplars > 0 ? `, and ${formatCount(exemplars, "exemplar")} of labels that no image has` : "");
  const parts = [
    ...(method.linear > 0 ? ["a logistic regression"] : []),
    ...(method.neighbours > 0 ? ["the nearest images"] : []),
  ].join(" with ");
  const good = figures.map(({ k, found, images }) => {
    const place = k === 1 ? "first" : `among the first ${k}`;
    return `${place} on ${formatShare(found, images)} (${formatShareInterval(found, images)})`;
  });
  return (
    `A probe learned the labels of ${formatCount(learnedFrom, "image")}${from}, from the embeddings of ${embeddings}: ${parts}, ` +
    `in ${method.folds} folds. Out of fold, a label of the image is ${good.join(", ")}. ` +
    "A better network gives better ones: propose --model NAME, or import embeddings."
  );
}

const named = 10;
const listed = (names: readonly string[]) =>
  `${names.slice(0, named).join(", ")}${names.length > named ? ` and ${names.length - named} more` : ""}`;

async function nameLabels(
  { db }: Pick<Context, "db">,
  project: Project,
  labels: readonly number[],
): Promise<string[]> {
  if (labels.length === 0) return [];
  const all = new Map((await listLabels(db, project)).map(({ index, name }) => [index, name]));
  return labels.map((label) => all.get(label) ?? String(label));
}
