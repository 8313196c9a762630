import type { AnnotatorStatistics, ProjectAgreement } from "../../contract/agreement.ts";
import { type ImageLists, listDisagreements, listName } from "../../core/agreement/listDisagreements.ts";
import { measureGroupedVotes } from "../../core/agreement/measureAgreement.ts";
import { type AnnotatorReport, measureAnnotators } from "../../core/agreement/measureAnnotators.ts";
import { type AgreementOnLabel, noQuestion } from "../../core/agreement/measureLabelAgreement.ts";
import { countLabelPairs } from "../../core/labels/countLabels.ts";
import { countOwnImages } from "../../db/images/image.ts";
import { streamFinalLabels } from "../../db/outcome/finalLabels.ts";
import { listPersonNames } from "../../db/people/person.ts";
import type { Db } from "../../db/schema.ts";
import type { Finding } from "../findings/finding.ts";
import { packTexts } from "../findings/packedTexts.ts";
import { findKnownLabels, readGoldAnswers, scoreGold } from "../gold/scoreGold.ts";
import { readGroupedVotes } from "./readGroupedVotes.ts";

const bootstrap = { replicates: 1000, seed: 1 };

/** Maximum number of rows per list. */
const maxRows = 50;

/** How far a project's annotators agree, with the images behind the numbers. Slow for projects with many images. */
export async function measureProject(
  db: Db,
  { project }: { project: string },
): Promise<Finding<ProjectAgreement>> {
  const { votes, keys } = await readGroupedVotes(db, project);
  const final = await Array.fromAsync(streamFinalLabels(db, project));
  const finalSets = new Map(
    final.map(({ image, labels, provenance }) => [
      image,
      { labels: labels.map(String), refined: provenance === "refined" },
    ]),
  );
  const known = await findKnownLabels(db, project);
  const gold = new Map(
    [...Map.groupBy(await scoreGold(db, project, known), ({ person }) => person)].map(([person, rows]) => [
      person,
      rows.map(({ score }) => score),
    ]),
  );
  const goldAnswers = await readGoldAnswers(db, project, known);
  const { images, sets, setsShownToAll, answers, pairs, byLabel, ...report } = measureGroupedVotes(
    votes,
    bootstrap,
    goldAnswers,
  );
  const disputedLabels = report.disputedLabels.slice(0, maxRows);
  const disputedPairs = report.disputedPairs.slice(0, maxRows);
  const together = countLabelPairs([...finalSets.values()].map(({ labels }) => labels));
  const togetherShown = together.slice(0, maxRows);
  const names = await listPersonNames(db, votes.annotators);
  const kappaOf = new Map(byLabel.map((row) => [row.label, row]));

  const lists: ImageLists = listDisagreements(votes, {
    disputed: disputedLabels.map(({ label }) => label),
    pairs: disputedPairs.map(({ labels }) => labels),
  });
  for (const [at, { image }] of votes.images.entries()) {
    const labels = new Set(finalSets.get(image)?.labels);
    if (labels.size < 2) continue;
    for (const pair of togetherShown) {
      if (!pair.labels.every((label) => labels.has(label))) continue;
      const name = listName.together(...pair.labels);
      lists[name] ??= [];
      lists[name].push(at);
    }
  }

  const inNumbers = ([a, b]: readonly [string, string]): [number, number] => [Number(a), Number(b)];
  const kept = (exposure: keyof typeof answers) => {
    const { questions: _, ...rest } = answers[exposure];
    return rest;
  };
  return {
    report: {
      votes: report.votes,
      images: { all: await countOwnImages(db, project), annotated: images, shared: sets.images },
      bootstrap,
      sets,
      setsShownToAll,
      answers: {
        shown: kept("shown"),
        "unshown-as-no": kept("unshown-as-no"),
        "same-labels": kept("same-labels"),
      },
      annotators: measureAnnotators(votes, finalSets, gold, bootstrap)
        .map((person, at) => {
          const { annotator: _, ...dependence } = report.dependence[at]!;
          const name = names.get(person.annotator) ?? "somebody who left";
          return { ...toStatistics(person, name), dependence };
        })
        .sort((a, b) => (a.name === b.name ? 0 : a.name < b.name ? -1 : 1)),
      pairs: pairs.map(({ byExposure, ...pair }) => {
        const kappa = ({
          bothYes: _,
          firstOnly: __,
          secondOnly: ___,
          bothNo: ____,
          ...rest
        }: (typeof byExposure)["shown"]) => rest;
        return {
          ...pair,
          kappas: {
            shown: kappa(byExposure.shown),
            "unshown-as-no": kappa(byExposure["unshown-as-no"]),
            "same-labels": kappa(byExposure["same-labels"]),
          },
        };
      }),
      disputedLabels: {
        total: report.disputedLabels.length,
        rows: disputedLabels.map(({ label, ...row }) => ({
          ...row,
          label: Number(label),
          ...kappaOfLabel(kappaOf.get(label)),
        })),
      },
      disputedPairs: {
        total: report.disputedPairs.length,
        rows: disputedPairs.map(({ labels, ...row }) => ({ ...row, labels: inNumbers(labels) })),
      },
      together: {
        total: together.length,
        rows: togetherShown.map(({ labels, ...row }) => ({ ...row, labels: inNumbers(labels) })),
      },
      finalImages: final.length,
    },
    ids: packTexts(votes.images.map(({ image }) => image)),
    keys: packTexts(keys),
    lists: Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, Uint32Array.from(list)])),
  };
}

function kappaOfLabel(measured: AgreementOnLabel | undefined) {
  const {
    questions = 0,
    fleissKappa = null,
    fleissKappaInterval = null,
    reason,
    intervalMissing,
  } = measured ?? {};
  return {
    questions,
    fleissKappa,
    fleissKappaInterval,
    ...(fleissKappa === null && { reason: reason ?? noQuestion }),
    ...(fleissKappa !== null && intervalMissing !== undefined && { intervalMissing }),
  };
}

function toStatistics(
  { annotator, leniency, ...matches }: AnnotatorReport,
  name: string,
): Omit<AnnotatorStatistics, "dependence"> {
  const { images, own, partners: ofPartners, difference, reason } = leniency;
  const why = reason === undefined ? {} : { reason };
  return { id: annotator, name, images, own, ofPartners, ...why, leniency: difference, ...matches };
}
