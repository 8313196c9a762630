import type { z } from "zod";
import type { getOverview as contract, Overview } from "../contract/overview.ts";
import { disagreementReasons } from "../core/findAgreement.ts";
import { judgeReviews } from "../core/review.ts";
import { summarizeLabels } from "../core/summarizeLabels.ts";
import { listAgreements } from "../db/agreement.ts";
import { countAssignments } from "../db/assignment.ts";
import { listFinalLabels } from "../db/finalLabels.ts";
import { findLatestJob } from "../db/job.ts";
import { countImages, listActiveMs, listChosenSets, listFlags } from "../db/overview.ts";
import { listMembers } from "../db/person.ts";
import { getProject } from "../db/project.ts";
import { waitingForExpert } from "../db/queue.ts";
import { listReleasesOf } from "../db/release.ts";
import { listCurrentReviews, toGiven } from "../db/review.ts";
import type { Db } from "../db/schema.ts";
import { median } from "../stats/median.ts";
import { agreementWithPartners } from "./agreementWithPartners.ts";
import type { Context } from "./context.ts";
import { findCoverage } from "./findCoverage.ts";
import { getForecasts } from "./getPace.ts";
import { hashLabels } from "./hashLabels.ts";
import { listProposers, type Proposers } from "./listProposers.ts";
import { shareOf } from "./shareOf.ts";

const flagsShown = 20;

/** How a project stands. */
export async function getOverview(
  ctx: Pick<Context, "db" | "now">,
  { project }: { project: string },
): Promise<z.input<typeof contract.reply>> {
  const { db } = ctx;
  const { settings } = await getProject(db, project);
  const images = await countImages(db, project, settings.overlap);
  const final = await listFinalLabels(db, project);
  const summary = summarizeLabels(final.map(({ labels }) => labels.length));
  const reasons = (await listAgreements(db, project)).map((agreement) => agreement.reasons);
  const [proposers] = await listProposers(db, project, settings);
  const assignments = await countAssignments(db, { project, now: ctx.now().toISOString() });
  const waiting = await waitingForExpert(db, project)
    .select((eb) => eb.fn.countAll().as("images"))
    .executeTakeFirstOrThrow();
  const job = await findLatestJob(db, project);
  const [latest] = await listReleasesOf(db, project);

  return {
    images: {
      ...images,
      noLabel: final.filter(({ labels, provenance }) => provenance === "refined" && labels.length === 0)
        .length,
    },
    review: await countReviews(db, { project, reviewers: settings.reviewers, images: summary.none }),
    overlap: settings.overlap,
    forecasts: await getForecasts(ctx, { project, overlap: settings.overlap, images }),
    proposer: proposers ? describeProposers(proposers) : null,
    people: await listPeople(ctx, project, assignments),
    labelCounts: {
      images: summary.images,
      none: summary.none,
      one: summary.one,
      two: summary.two,
      more: summary.more,
      multi: shareOf(summary.two + summary.more, summary.images),
    },
    reasons: disagreementReasons
      .map((reason) => ({ reason, images: reasons.filter((list) => list.includes(reason)).length }))
      .filter((row) => row.images > 0),
    coverage: await findCoverage(db, project),
    flags: await listFlags(db, project, flagsShown),
    blocked: assignments.filter(({ state }) => state === "blocked").reduce((sum, row) => sum + row.images, 0),
    waitingForExpert: Number(waiting.images),
    release: latest
      ? { number: latest.number, name: latest.name, isCurrent: latest.sha256 === hashLabels(final) }
      : null,
    job: job ? { kind: job.kind, done: job.done, total: job.total, running: job.state === "running" } : null,
  };
}

async function countReviews(
  db: Db,
  { project, reviewers, images }: { project: string; reviewers: number; images: number },
): Promise<Overview["review"]> {
  if (reviewers === 0) return null;
  const reviews = images === 0 ? [] : (await listCurrentReviews(db, project)).values();
  const reviewed = [...reviews].filter((of) => judgeReviews(of.map(toGiven), reviewers).state === "reviewed");
  return { images, reviewed: reviewed.length };
}

function describeProposers({ models, method: { how, k } }: Proposers): Overview["proposer"] {
  const [first, ...others] = models;
  return first ? { name: first.card?.title ?? first.name, others: others.length, how, k } : null;
}

async function listPeople(
  { db }: Pick<Context, "db">,
  project: string,
  assignments: Awaited<ReturnType<typeof countAssignments>>,
): Promise<Overview["people"]> {
  const pace = await listActiveMs(db, { project });
  const sets = await listChosenSets(db, project);
  return (await listMembers(db, project)).map((member) => ({
    ...member,
    work: (["annotate", "refine"] as const)
      .map((stage) => {
        const mine = assignments.filter((row) => row.personId === member.id && row.stage === stage);
        return {
          stage,
          done: mine.find(({ state }) => state === "submitted")?.images ?? 0,
          total: mine.reduce((sum, row) => sum + row.images, 0),
          medianActiveMs: median(
            pace.filter((row) => row.person === member.id && row.stage === stage).map((row) => row.activeMs),
          ),
        };
      })
      .filter(({ total }) => total > 0),
    agreement: agreementWithPartners(sets, member.id),
  }));
}
