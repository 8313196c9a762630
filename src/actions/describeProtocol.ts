import packageJson from "../../package.json" with { type: "json" };
import { rulingsAt, stateRuling } from "../core/ruling.ts";
import { summarizeReviews } from "../core/summarizeReviews.ts";
import { listEvents } from "../db/event.ts";
import type { FinalLabels } from "../db/finalLabels.ts";
import { countAnnotationsByGuideline } from "../db/guideline.ts";
import { namePair } from "../db/labelSpace.ts";
import { countRefinedFromBlank, listActiveMs, listChosenSets, listRefinedTwice } from "../db/overview.ts";
import { getProject, type Project } from "../db/project.ts";
import { countQuestions } from "../db/question.ts";
import { countFound } from "../db/review.ts";
import { countAnnotationsByRulings, listRulingChanges } from "../db/ruling.ts";
import type { Db } from "../db/schema.ts";
import { countSendings } from "../db/sending.ts";
import { findCoverage } from "./findCoverage.ts";
import { listProposers } from "./listProposers.ts";
import { listReviewedImages } from "./listReviewedImages.ts";

const msPerHour = 3_600_000;

/** Everything that changed how the labels of a release came to be. */
export async function describeProtocol(
  db: Db,
  id: string,
  final: readonly FinalLabels[],
): Promise<Record<string, unknown>> {
  const project = await getProject(db, id);
  const proposers = await listProposers(db, id, project.settings);
  const { outside } = await findCoverage(db, id);
  const sets = await listChosenSets(db, id);
  const active = await listActiveMs(db, { project: id });
  const people = (stage: string) =>
    new Set(active.filter((row) => row.stage === stage).map((row) => row.person)).size;
  const batches = await db
    .selectFrom("batch")
    .select(["number", "seed", "methodJson"])
    .where("projectId", "=", id)
    .orderBy("number")
    .execute();
  const agreed = final.filter(({ provenance }) => provenance === "agreed").length;
  const hours = active.reduce((sum, { activeMs }) => sum + activeMs, 0) / msPerHour;

  return {
    program: `multilabelfy ${packageJson.version}`,
    settings: project.settings,
    labelSpace: { name: project.labelSpaceName, sha256: project.labelSpaceSha256 },
    guidelineVersion: project.guidelineVersion,
    /** Under which version of it the answers were given. */
    annotationsByGuideline: await countAnnotationsByGuideline(db, id),
    exemplarVersion: project.exemplarVersion,
    rulingVersion: project.rulingVersion,
    /** On pairs of labels, as they stand, and under which version of them the answers were given. */
    rulings: await describeRulings(db, project),
    annotationsByRulings: await countAnnotationsByRulings(db, id),
    proposers: proposers.map(({ models, method, images }) => ({
      ...method,
      images,
      models: models.map(({ name, sha256 }) => ({ name, sha256 })),
    })),
    chosenOutsideProposals: { labels: outside.count, of: outside.of },
    annotators: people("annotate"),
    experts: people("refine"),
    batches: batches.map(({ methodJson, ...batch }) => ({ ...batch, ...JSON.parse(methodJson ?? "{}") })),
    settingsChanged: (await listEvents(db, id, "settings-changed")).map(({ at, beforeJson, afterJson }) => ({
      at,
      from: JSON.parse(beforeJson ?? "{}"),
      to: JSON.parse(afterJson ?? "{}"),
    })),
    sentByLead: await countSendings(db, id, "lead"),
    images: { final: final.length, agreed, refined: final.length - agreed },
    sameSet: countSameSets(sets),
    /** Images without labels, and how many of them experts reviewed: alike, or settled together. */
    noLabelReview: await describeReview(db, id, project.settings.reviewers),
    questions: await countQuestions(db, id),
    refinedFromBlank: await countRefinedFromBlank(db, id),
    /** Of the images that two experts refined: on how many did they choose the same set? */
    refinedTwiceAlike: countSameSets(await listRefinedTwice(db, id)),
    humanHours: Math.round(hours * 1000) / 1000,
  };
}

async function describeRulings(db: Db, { id, labelSpaceId }: Project): Promise<string[]> {
  const rulings = rulingsAt(await listRulingChanges(db, id));
  return Promise.all(
    rulings.map(async ({ kind, labels }) => {
      const [first, second] = await namePair(db, labelSpaceId, labels);
      return stateRuling(kind, first, second);
    }),
  );
}

async function describeReview(db: Db, project: string, reviewers: number) {
  const noLabel = await listReviewedImages(db, project);
  const { images, reviewed, jointly } = summarizeReviews(noLabel, reviewers);
  const sentBack = await countFound(db, project);
  return { images, reviewed, settledTogether: jointly, sentBack };
}

/** Of the images that several people annotated: on how many did all choose the same set? */
function countSameSets(sets: readonly { image: string; labels: number[] }[]): { images: number; of: number } {
  const byImage = Map.groupBy(sets, ({ image }) => image);
  const several = [...byImage.values()].filter((answers) => answers.length > 1);
  const same = several.filter((answers) => new Set(answers.map(({ labels }) => labels.join())).size === 1);
  return { images: same.length, of: several.length };
}
