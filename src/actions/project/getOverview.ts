import type { z } from "zod";
import type { getOverview as contract, Overview } from "../../contract/project/overview.ts";
import { type AnsweredImage, agreementByWeek } from "../../core/agreement/agreementByWeek.ts";
import { disagreementReasons } from "../../core/outcome/findAgreement.ts";
import type { ProjectSettings } from "../../core/project/settings.ts";
import { judgeReviews } from "../../core/review/review.ts";
import { beginsWithCandidates, openingMode } from "../../core/stages/protocol.ts";
import { stages } from "../../core/tasks/stage.ts";
import { countCandidates } from "../../db/classify/candidate.ts";
import { listSheetPlans } from "../../db/contains/sheetPlan.ts";
import { countLeftOut } from "../../db/images/leftOut.ts";
import { findLatestJob } from "../../db/jobs.ts";
import { countReasons } from "../../db/outcome/agreement.ts";
import { countLabelsOfImages, type LabelsOfImages, streamFinalLabels } from "../../db/outcome/finalLabels.ts";
import { listDaysOfImages, listDaysOfWork } from "../../db/pace.ts";
import { listMembers } from "../../db/people/person.ts";
import { countPilotWork, findOpenPilot, listPilotImages } from "../../db/pilot.ts";
import { countImages, listActiveTimes } from "../../db/project/overview.ts";
import { getProject } from "../../db/project/project.ts";
import { listReleasesOf, type Release } from "../../db/releases.ts";
import { listCurrentReviews, toGiven } from "../../db/review/review.ts";
import type { Db } from "../../db/schema.ts";
import { countAssignments } from "../../db/tasks/assignmentCounts.ts";
import { waitingForExpert } from "../../db/tasks/queue.ts";
import { shareInterval } from "../../stats/intervals/shares/shareInterval.ts";
import type { Context } from "../context.ts";
import { getForecasts } from "../pace/getPace.ts";
import { agreementWithPartners } from "../people/agreementWithPartners.ts";
import { findCoverage } from "../proposals/findCoverage.ts";
import { listProposers, type Proposers } from "../proposals/listProposers.ts";
import { hashLabels } from "../releases/hashLabels.ts";
import { shareOf } from "../shareOf.ts";

/** The state of a project. */
export async function getOverview(
  ctx: Pick<Context, "db" | "now">,
  { project }: { project: string },
): Promise<z.input<typeof contract.reply>> {
  const { db } = ctx;
  const { settings } = await getProject(db, project);
  const images = await countImages(db, project, settings.overlap);
  const labelCounts = await countLabelsOfImages(db, project);
  const [proposers] = await listProposers(db, project, settings);
  const assignments = await countAssignments(db, { project, now: ctx.now().toISOString() });
  const waiting = await waitingForExpert(db, project)
    .select((eb) => eb.fn.countAll().as("images"))
    .executeTakeFirstOrThrow();
  const work = await listDaysOfWork(db, project);
  const today = ctx.now().toISOString().slice(0, 10);
  const answered: AnsweredImage[] = [];
  const days = await listDaysOfImages(db, project);
  const agreement = await agreementWithPartners(db, project, (image, isAlike) => {
    const day = days.get(image);
    if (day !== undefined) answered.push({ day, isAlike });
  });
  const job = await findLatestJob(db, project);
  const [latest] = await listReleasesOf(db, project);
  const leftOut = await countLeftOut(db, project);

  return {
    images: {
      ...images,
      noLabel: labelCounts.refinedToNone,
      leftOut: leftOut.toShowLabels,
      leftOutByLead: leftOut.byLead,
    },
    review: await countReviews(db, { project, reviewers: settings.reviewers, images: labelCounts.none }),
    overlap: settings.overlap,
    openingMode: openingMode(settings),
    candidates: await describeCandidates(db, project, settings),
    forecasts: await getForecasts(ctx, { project, settings, images, work }),
    proposer: proposers ? describeProposers(proposers) : null,
    people: await listPeople(ctx, { project, assignments, agreement }),
    labelCounts: describeLabelCounts(labelCounts),
    reasons: await listReasons(db, project),
    coverage: await findCoverage(db, project),
    agreement: describeAgreement(answered, today),
    activity: listActivityByDay(work, today),
    pilot: await describePilot(db, project),
    waitingForExpert: Number(waiting.images),
    release: latest
      ? { number: latest.number, name: latest.name, isCurrent: await isCurrent(db, latest) }
      : null,
    job: job ? { kind: job.kind, done: job.done, total: job.total, running: job.state === "running" } : null,
  };
}

const describeLabelCounts = ({ none, one, two, more }: LabelsOfImages): Overview["labelCounts"] => {
  const images = none + one + two + more;
  return { images, none, one, two, more, multi: shareOf(two + more, images) };
};

const noImages = "no image was finished by several people";

function describeAgreement(answered: readonly AnsweredImage[], today: string): Overview["agreement"] {
  const { weeks, change } = agreementByWeek(answered, today);
  return {
    weeks: weeks.map((week) => {
      const interval = shareInterval(week.alike, week.images);
      return { ...week, interval, ...(interval ? {} : { intervalMissing: noImages }) };
    }),
    change,
    ...(change ? {} : { changeMissing: `of one of the two weeks, ${noImages}` }),
  };
}

const activeDaysShown = 28;
const dayMs = 24 * 3600 * 1000;

function listActivityByDay(
  work: Awaited<ReturnType<typeof listDaysOfWork>>,
  today: string,
): Overview["activity"] {
  return Array.from({ length: activeDaysShown }, (_, at) => {
    const before = activeDaysShown - 1 - at;
    const day = new Date(Date.parse(today) - before * dayMs).toISOString().slice(0, 10);
    const images = work.filter((row) => row.day === day).reduce((sum, row) => sum + row.images, 0);
    return { day, images };
  });
}

async function describeCandidates(
  db: Db,
  project: string,
  settings: ProjectSettings,
): Promise<Overview["candidates"]> {
  if (!beginsWithCandidates(settings)) return null;
  const plans = await listSheetPlans(db, project);
  const sum = (of: (plan: (typeof plans)[number]) => number) =>
    plans.reduce((all, plan) => all + of(plan), 0);
  return {
    images: await countCandidates(db, project),
    sheets: sum(({ sheets }) => sheets),
    answers: sum(({ answers }) => answers),
    // A closed plan gets no more answers.
    expected: sum(({ closedAt, answers, expected }) => (closedAt === null ? expected : answers)),
  };
}

async function describePilot(db: Db, project: string): Promise<Overview["pilot"]> {
  const pilot = await findOpenPilot(db, project);
  if (!pilot) return null;
  const images = (await listPilotImages(db, pilot.id)).length;
  const rows = await countPilotWork(db, pilot.id);
  const sum = (some: typeof rows) => some.reduce((all, row) => all + row.images, 0);
  return { images, done: sum(rows.filter(({ state }) => state === "submitted")), total: sum(rows) };
}

async function listReasons(db: Db, project: string): Promise<Overview["reasons"]> {
  const counts = await countReasons(db, project);
  return disagreementReasons
    .map((reason) => ({
      reason,
      images: counts
        .filter(({ reasons }) => reasons.includes(reason))
        .reduce((sum, { images }) => sum + images, 0),
    }))
    .filter((row) => row.images > 0);
}

/** Whether a release made now would hold the same labels. */
const isCurrent = async (db: Db, { projectId, sha256 }: Release): Promise<boolean> =>
  sha256 === (await hashLabels(() => streamFinalLabels(db, projectId)));

async function countReviews(
  db: Db,
  { project, reviewers, images }: { project: string; reviewers: number; images: number },
): Promise<Overview["review"]> {
  if (reviewers === 0) return null;
  const reviews = images === 0 ? [] : (await listCurrentReviews(db, project)).values();
  const reviewed = [...reviews].filter(
    (group) => judgeReviews(group.map(toGiven), reviewers).state === "reviewed",
  );
  return { images, reviewed: reviewed.length };
}

function describeProposers({ models, method: { how, k } }: Proposers): Overview["proposer"] {
  const [first, ...others] = models;
  return first ? { name: first.card?.title ?? first.name, others: others.length, how, k } : null;
}

async function listPeople(
  { db }: Pick<Context, "db">,
  {
    project,
    assignments,
    agreement,
  }: {
    project: string;
    assignments: Awaited<ReturnType<typeof countAssignments>>;
    agreement: Awaited<ReturnType<typeof agreementWithPartners>>;
  },
): Promise<Overview["people"]> {
  const active = await listActiveTimes(db, { project });
  return (await listMembers(db, project)).map((member) => ({
    ...member,
    work: stages
      .map((stage) => {
        const mine = assignments.filter((row) => row.personId === member.id && row.stage === stage);
        return {
          stage,
          done: mine.find(({ state }) => state === "submitted")?.images ?? 0,
          total: mine.reduce((sum, row) => sum + row.images, 0),
          medianActiveMs:
            active.find((row) => row.person === member.id && row.stage === stage)?.median ?? null,
        };
      })
      .filter(({ total }) => total > 0),
    agreement: agreement.get(member.id) ?? null,
  }));
}
