import type { z } from "zod";
import type { getMyWork as contract } from "../../contract/tasks/work.ts";
import { contains } from "../../core/stages/contains.ts";
import { labelAnew } from "../../core/stages/labelAnew.ts";
import { practice } from "../../core/stages/practice.ts";
import { protocolOf, workStagesOf } from "../../core/stages/protocol.ts";
import { listRoles } from "../../db/people/membership.ts";
import { listActiveTimes } from "../../db/project/overview.ts";
import { getProject } from "../../db/project/project.ts";
import { listBatchProgress } from "../../db/tasks/assignmentCounts.ts";
import { findSettlingProgress } from "../auditSample/getNextDifference.ts";
import { findSheetProgress } from "../contains/getNextSheets.ts";
import type { Context } from "../context.ts";
import { describeStanding, readQualification } from "../practice/findQualification.ts";
import { findReviewProgress } from "../review/getNextReview.ts";
import { findSeverityProgress } from "../severity/getNextError.ts";
import { findProgress } from "./getNextWork.ts";
import { listOwnWork } from "./listOwnWork.ts";
import { findRepeatsToPlace } from "./parts/repeats.ts";

const recentShown = 10;

/** What a person has done in a project, and what is left. */
export async function getMyWork(
  ctx: Pick<Context, "db" | "now">,
  { project, person }: { project: string; person: string },
): Promise<z.input<typeof contract.reply>> {
  const { db } = ctx;
  const { settings } = await getProject(db, project);
  const roles = await listRoles(db, project, person);
  const batches = await listBatchProgress(db, { project, person });
  const active = await listActiveTimes(db, { project, person });

  const { chain, ending } = protocolOf(settings);
  const progress = [];
  for (const { name: stage } of workStagesOf(settings).filter(({ role }) => roles.includes(role))) {
    const found = await findProgress(ctx, settings, { project, stage, person });
    // Stages beside the protocol are listed only where there is something to do.
    if (found.total === 0 && !chain.some(({ name }) => name === stage)) continue;
    const { among } = await findRepeatsToPlace(ctx, settings, { project, stage, person });
    let left = 0;
    progress.push({
      ...found,
      batches: batches
        .filter((batch) => batch.stage === stage)
        .map(({ number, done, total }) => {
          const before = among(left);
          left += total - done;
          return { number, done, total: total + among(left) - before };
        }),
      medianActiveMs: active.find((row) => row.stage === stage)?.median ?? null,
    });
  }
  const review = roles.includes(ending.role)
    ? await findReviewProgress(ctx, settings, { project, person })
    : null;
  const sheets = roles.includes(contains.role) ? await findSheetProgress(ctx, { project, person }) : null;
  const qualification = roles.includes(practice.role)
    ? describeStanding(await readQualification(db, { project, person, settings }), person)
    : null;
  const errors = roles.includes(ending.role) ? await findSeverityProgress(ctx, { project, person }) : null;
  const differences = roles.includes(labelAnew.role)
    ? await findSettlingProgress(ctx, { project, person })
    : null;
  const { images: recent } = await listOwnWork(ctx, { project, person, kind: "all", limit: recentShown });
  return { stages: progress, review, sheets, errors, differences, qualification, recent };
}
