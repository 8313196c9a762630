import type { ProjectAudit } from "../../contract/audit.ts";
import { type AuditFinding, auditKinds, makeAuditList } from "../../core/audit/auditKinds.ts";
import { combineSources, countSaying } from "../../core/audit/combineSources.ts";
import { explainLabelIssue, explainSetIssue } from "../../core/audit/explainIssue.ts";
import { findOddImages } from "../../core/audit/findOddImages.ts";
import { weighSources } from "../../core/audit/weighSources.ts";
import { pickRows } from "../../core/embeddings/pickRows.ts";
import { listAuditedImages } from "../../db/audit.ts";
import { listOriginalsByImage } from "../../db/images/originalLabel.ts";
import { listLabels } from "../../db/labels/labelSpace.ts";
import { getProject } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import { confidentJoint } from "../../stats/audit/confidentJoint.ts";
import { confusedLabels } from "../../stats/audit/confusedLabels.ts";
import { findLabelIssues } from "../../stats/audit/findLabelIssues.ts";
import { findMissingLabels } from "../../stats/audit/findMissingLabels.ts";
import { findSetIssues } from "../../stats/audit/findSetIssues.ts";
import type { Finding } from "../findings/finding.ts";
import { packTexts } from "../findings/packedTexts.ts";
import { findByEmbeddings } from "./parts/findByEmbeddings.ts";
import { annotatorsName, readAuditSources } from "./readAuditSources.ts";

/** Maximum number of label pairs listed. */
const maxConfused = 100;

const noLabels = "the images have no original labels";
const noSources =
  "nothing tells how probable labels are: have a model propose labels with scores, or import predictions";

/**
 * Looks for errors in a project's images and original labels, with whatever it has: files, embeddings, models and
 * annotators. Slow for projects with many images; changes nothing.
 */
export async function auditProject(
  db: Db,
  { project, allPairsUpTo }: { project: string; allPairsUpTo?: number },
): Promise<Finding<ProjectAudit>> {
  const labels = await listLabels(db, await getProject(db, project));
  const nameOf = (label: number) => labels[label]?.name ?? `label ${label}`;
  const images = await listAuditedImages(db, project);
  const originals = await listOriginalsByImage(db, project);
  const sets = images.map(({ id }) => originals.get(id) ?? []);
  const labelled = sets.filter(({ length }) => length > 0).length;
  const classes = labels.length;
  const sources = labelled === 0 ? [] : await readAuditSources(db, { project, images, classes });
  const models = sources.filter(({ name }) => name !== annotatorsName);
  const seen = await findByEmbeddings(db, { project, images, sets, nameOf, allPairsUpTo });

  const weigh = (some: typeof sources) => weighSources(some, images.length, classes);
  const modelWeights = weigh(models);
  const weights = sources.length === models.length ? modelWeights : weigh(sources);
  const { probabilities, speaking } = combineSources(models, images.length, classes, modelWeights);
  const some = [...images.keys()].filter((image) => speaking[image]! > 0 && sets[image]!.length > 0);
  const rows = pickRows(probabilities, classes, some);
  const names = nameSources(models, modelWeights);
  const areSets = some.some((image) => sets[image]!.length > 1);
  const single = { labels: some.map((image) => sets[image]![0]!), probabilities: rows, classes };
  const saying = (at: number) => ({ nameOf, probabilityOf: (label: number) => rows[at * classes + label]! });
  const say = (image: number, label: number) => countSaying(sources, { image, label, classes });

  const wrong: AuditFinding[] =
    some.length === 0
      ? []
      : areSets
        ? findSetIssues({ sets: some.map((image) => sets[image]!), probabilities: rows, classes }).map(
            ({ image: at, wrong: less, missing, score }) => ({
              image: some[at]!,
              other: -1,
              given: sets[some[at]!]!,
              suggested: missing,
              score,
              reason: explainSetIssue({ wrong: less, missing }, saying(at)),
              votes: missing.length > 0 ? say(some[at]!, missing[0]!) : [models.length, models.length],
            }),
          )
        : findLabelIssues(single).map(({ image: at, given, suggested, score }) => ({
            image: some[at]!,
            other: -1,
            given: [given],
            suggested: suggested < 0 ? [] : [suggested],
            score,
            reason: explainLabelIssue({ given, suggested }, saying(at)),
            votes: say(some[at]!, suggested),
          }));

  const all =
    sources.length === models.length
      ? { probabilities, speaking }
      : combineSources(sources, images.length, classes, weights);
  const asked = [...images.keys()].filter((image) => all.speaking[image]! > 0 && sets[image]!.length > 0);
  const allRows = pickRows(all.probabilities, classes, asked);
  const missing = findMissingLabels({
    sets: asked.map((image) => sets[image]!),
    probabilities: allRows,
    classes,
  }).map(({ image: at, label, probability }): AuditFinding => {
    const image = asked[at]!;
    return {
      image,
      other: -1,
      given: sets[image]!,
      suggested: [label],
      score: probability,
      reason: `${nameOf(label)} has ${(probability * 100).toFixed(1)} %, as much as where it is given`,
      votes: say(image, label),
    };
  });
  const odd = findOddImages(images).map(
    ({ image, score, reason }): AuditFinding => ({
      image,
      other: -1,
      given: sets[image]!,
      suggested: [],
      score,
      reason,
      votes: [1, 1],
    }),
  );
  const why = labelled === 0 ? noLabels : sources.length === 0 ? noSources : null;
  const lists = [
    ...seen.lists,
    makeAuditList("label-errors", wrong, names, why ?? (models.length === 0 ? noSources : null)),
    makeAuditList("missing-labels", missing, nameSources(sources, weights), why),
    makeAuditList(
      "odd",
      odd,
      ["files"],
      images.every(({ width }) => width === null) ? "no file was read yet" : null,
    ),
  ];
  const ordered = auditKinds.map((kind) => lists.find((one) => one.kind === kind)!);
  return {
    report: {
      images: images.length,
      labelled,
      areSets,
      lists: ordered,
      confused:
        areSets || some.length === 0 ? [] : confusedLabels(confidentJoint(single)).slice(0, maxConfused),
    },
    ids: packTexts(images.map(({ id }) => id)),
    keys: packTexts(images.map(({ key }) => key)),
    lists: {},
  };
}

/** Names of the sources, with their weights where these differ. */
const nameSources = (sources: readonly { name: string }[], weights: readonly number[]): string[] =>
  sources.map(({ name }, at) =>
    weights.every((weight) => weight === weights[0]) ? name : `${name} (weight ${weights[at]!.toFixed(2)})`,
  );
