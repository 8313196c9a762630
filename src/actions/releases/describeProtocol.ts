import type { ProjectSettings } from "../../core/project/settings.ts";
import { summarizeReviews } from "../../core/review/summarizeReviews.ts";
import { rulingsAt, stateRuling } from "../../core/rulings/ruling.ts";
import { isAsked } from "../../core/stages/ownSettings.ts";
import { rulesOf } from "../../core/stages/rulesOf.ts";
import { countEndings, findAskingRule } from "../../db/asking.ts";
import { listEvents } from "../../db/event.ts";
import { countLeftOut } from "../../db/images/leftOut.ts";
import { listNotes } from "../../db/labels/labelNote.ts";
import { findLabel, namePair } from "../../db/labels/labelSpace.ts";
import { countSendings } from "../../db/outcome/sending.ts";
import { countPilotWork, listPilotImages, listPilots, sumPilotMs } from "../../db/pilot.ts";
import { countRefinedFromBlank, listActiveTimes, listRefinedTwice } from "../../db/project/overview.ts";
import { getProject, type Project } from "../../db/project/project.ts";
import type { ReleaseCounts } from "../../db/releases.ts";
import { countFound } from "../../db/review/review.ts";
import { listApplications } from "../../db/rulings/application.ts";
import { listRulingChanges } from "../../db/rulings/ruling.ts";
import type { Db } from "../../db/schema.ts";
import { countAnnotationsBy } from "../../db/tasks/annotation.ts";
import { countQuestions } from "../../db/tasks/question.ts";
import { streamChosenSets } from "../../db/votes.ts";
import { programVersion } from "../../files/programVersion.ts";
import { describeContains } from "../contains/describeContains.ts";
import { findCoverage } from "../proposals/findCoverage.ts";
import { listProposers } from "../proposals/listProposers.ts";
import { listReviewedImages } from "../review/listReviewedImages.ts";
import { describeVotes } from "./parts/describeVotes.ts";

const msPerHour = 3_600_000;

/** Everything that influenced the labels of a release. */
export async function describeProtocol(
  db: Db,
  id: string,
  { images, agreed, ruled = 0 }: Pick<ReleaseCounts, "images" | "agreed"> & Partial<ReleaseCounts>,
): Promise<Record<string, unknown>> {
  const project = await getProject(db, id);
  const proposers = await listProposers(db, id, project.settings);
  const { outside } = await findCoverage(db, id);
  const active = await listActiveTimes(db, { project: id });
  const people = (use: "compared" | "final") =>
    active.filter(({ stage }) => rulesOf(stage).answers === use).length;
  const batches = await db
    .selectFrom("batch")
    .select(["number", "seed", "methodJson"])
    .where("projectId", "=", id)
    .orderBy("number")
    .execute();
  const leftOut = await countLeftOut(db, id);
  const hours = active.reduce((total, { sum }) => total + sum, 0) / msPerHour;

  return {
    program: `multilabelfy ${programVersion}`,
    settings: settingsAsked(project.settings),
    labelSpace: { name: project.labelSpaceName, sha256: project.labelSpaceSha256 },
    /** Counts the project's changes to the label space. */
    labelVersion: project.labelVersion,
    guidelineVersion: project.guidelineVersion,
    /** The version of it under which answers were given. */
    annotationsByGuideline: await countAnnotationsBy(db, id, "guidelineVersion"),
    exemplarVersion: project.exemplarVersion,
    rulingVersion: project.rulingVersion,
    /** Rulings on pairs of labels, as they stand; below, the version of them under which answers were given. */
    rulings: await describeRulings(db, project),
    /** As they stand. */
    labelNotes: await describeNotes(db, project),
    annotationsByRulings: await countAnnotationsBy(db, id, "rulingVersion"),
    proposers: proposers.map(({ models, method, images }) => ({
      ...method,
      images,
      models: models.map(({ name, sha256 }) => ({ name, sha256 })),
    })),
    chosenOutsideProposals: { labels: outside.count, total: outside.total },
    annotators: people("compared"),
    experts: people("final"),
    /** Rounds before the work began: their answers do not count, and experts decided their images. */
    pilots: await describePilots(db, id),
    batches: batches.map(({ methodJson, ...batch }) => ({ ...batch, ...JSON.parse(methodJson ?? "{}") })),
    settingsChanged: (await listEvents(db, id, "settings-changed")).map(({ at, beforeJson, afterJson }) => ({
      at,
      from: JSON.parse(beforeJson ?? "{}"),
      to: JSON.parse(afterJson ?? "{}"),
    })),
    sentByLead: await countSendings(db, id, "lead"),
    images: {
      final: images,
      agreed,
      refined: images - agreed - ruled,
      ...(ruled > 0 ? { byRuling: ruled } : {}),
      // Not counted above: they show labels, and nobody was given them.
      ...(leftOut.toShowLabels > 0 ? { leftOutToShowLabels: leftOut.toShowLabels } : {}),
      // A lead left these out before anybody was given them.
      ...(leftOut.byLead > 0 ? { leftOutByLead: leftOut.byLead } : {}),
    },
    ...(await describeApplications(db, project)),
    sameSet: await countSameSets(streamChosenSets(db, id)),
    /** Images without labels, and how many of them experts reviewed: in agreement, or settled together. */
    noLabelReview: await describeReview(db, id, project.settings.reviewers),
    questions: await countQuestions(db, id),
    ...(await describeVotes(db, project)),
    ...(await describeEndings(db, project)),
    ...(await describeContains(db, id)),
    refinedFromBlank: await countRefinedFromBlank(db, id),
    /** Of the images refined by two experts, on how many both chose the same set. */
    refinedTwiceAlike: await countSameSets(
      Array.from(Map.groupBy(await listRefinedTwice(db, id), ({ image }) => image).values(), (sets) => ({
        sets,
      })),
    ),
    humanHours: Math.round(hours * 1000) / 1000,
  };
}

/** The rules that have an effect in the protocol. */
const settingsAsked = (settings: ProjectSettings) =>
  Object.fromEntries(
    Object.entries(settings).filter(([name]) => isAsked(name as keyof ProjectSettings, settings.preset)),
  );

/** On how many images asking ended because another answer was not worth its time, and after how many answers. */
async function describeEndings(db: Db, { id }: Project) {
  const { images, answers } = await countEndings(db, id);
  if (images === 0) return {};
  const rule = (await findAskingRule(db, id))?.version;
  return { endedEarly: { images, answersPerImage: Math.round((100 * answers) / images) / 100, rules: rule } };
}

async function describePilots(db: Db, project: string) {
  const pilots = (await listPilots(db, project)).reverse();
  return Promise.all(
    pilots.map(async ({ id, seed, guidelineVersion, rulingVersion, frozenAt }) => ({
      images: (await listPilotImages(db, id)).length,
      seed,
      annotators: new Set((await countPilotWork(db, id)).map(({ person }) => person)).size,
      frozenAt,
      guidelineVersion,
      rulingVersion,
      humanHours: Math.round(((await sumPilotMs(db, id)) / msPerHour) * 1000) / 1000,
    })),
  );
}

async function describeRulings(db: Db, project: Project): Promise<string[]> {
  const rulings = rulingsAt(await listRulingChanges(db, project.id));
  return Promise.all(
    rulings.map(async ({ kind, labels }) => {
      const [first, second] = await namePair(db, project, labels);
      return stateRuling(kind, first, second);
    }),
  );
}

/** Rulings applied to disputed images, as far as they still hold; nothing where none was. */
async function describeApplications(db: Db, project: Project) {
  const applied = (await listApplications(db, project.id)).filter(({ applied }) => applied > 0);
  if (applied.length === 0) return {};
  const rulingsApplied = await Promise.all(
    applied.map(async ({ kind, labels, applied, settled, sampled, right, despite }) => {
      const [first, second] = await namePair(db, project, labels);
      const looked = `${right} of ${sampled} looked at were right`;
      const reason = despite === null ? "" : `; applied all the same: ${despite}`;
      const where = `labels settled: ${settled}, images: ${applied}`;
      return `${stateRuling(kind, first, second)}; ${where}; ${looked}${reason}`;
    }),
  );
  return { rulingsApplied };
}

async function describeNotes(db: Db, project: Project): Promise<string[]> {
  return Promise.all(
    (await listNotes(db, project.id)).map(async ({ label, text }) => {
      const known = await findLabel(db, project, label);
      return `${known?.name ?? `label ${label}`}: ${text}`;
    }),
  );
}

async function describeReview(db: Db, project: string, reviewers: number) {
  const noLabel = await listReviewedImages(db, project);
  const { images, reviewed, jointly } = summarizeReviews(noLabel, reviewers);
  const sentBack = await countFound(db, project);
  return { images, reviewed, settledTogether: jointly, sentBack };
}

/** Of the images that several people annotated, on how many all chose the same set. */
async function countSameSets(
  images:
    | Iterable<{ sets: readonly { labels: number[] }[] }>
    | AsyncIterable<{ sets: readonly { labels: number[] }[] }>,
): Promise<{ images: number; total: number }> {
  let [same, several] = [0, 0];
  for await (const { sets } of images) {
    if (sets.length < 2) continue;
    several += 1;
    if (new Set(sets.map(({ labels }) => labels.join())).size === 1) same += 1;
  }
  return { images: same, total: several };
}
