import type { z } from "zod";
import type { getGuideline as contract, GuidelineVersion } from "../../contract/guideline/guideline.ts";
import {
  findGuidelineKnown,
  getGuidelineVersion as getVersion,
  listGuidelineVersions as listVersions,
} from "../../db/guideline/guideline.ts";
import { listPilots } from "../../db/pilot.ts";
import { getProject } from "../../db/project/project.ts";
import type { Context } from "../context.ts";

type Ctx = Pick<Context, "db">;

/** What the lead asks annotators to do, and which version of it a person knows. */
export async function getGuideline(
  { db }: Ctx,
  { project, person }: { project: string; person: string },
): Promise<z.input<typeof contract.reply>> {
  const { guidelineVersion } = await getProject(db, project);
  return {
    ...(await getVersion(db, project, guidelineVersion)),
    known: await findGuidelineKnown(db, project, person),
  };
}

/** @throws Failure `not-found` where there is no such version */
export async function getGuidelineVersion(
  { db }: Ctx,
  { project, version }: { project: string; version: number },
): Promise<GuidelineVersion> {
  return getVersion(db, project, version);
}

/** Newest first. */
export async function listGuidelineVersions({ db }: Ctx, { project }: { project: string }) {
  const frozen = (await listPilots(db, project)).find(({ guidelineVersion }) => guidelineVersion !== null);
  return { versions: await listVersions(db, project), frozen: frozen?.guidelineVersion ?? null };
}
