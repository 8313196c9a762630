import { join } from "node:path";
import { assignBatches } from "../../actions/batches/assignBatches.ts";
import type { Context } from "../../actions/context.ts";
import { importExemplars } from "../../actions/exemplars/importExemplars.ts";
import { importImages } from "../../actions/images/importImages.ts";
import { verifyImages } from "../../actions/images/verifyImages.ts";
import { changeSettings } from "../../actions/project/changeSettings.ts";
import { createProject } from "../../actions/project/createProject.ts";
import { proposeLabels } from "../../actions/proposals/proposeLabels.ts";
import { Failure } from "../../contract/failure.ts";
import { listMembers } from "../../db/people/person.ts";
import { findProjectByName, getProject, type Project } from "../../db/project/project.ts";
import { findModelCard, samples } from "../findModelCard.ts";
import { runShownJob } from "../runShownJob.ts";
import { type DemoLogin, ensureDemoPeople } from "./demoPeople.ts";

const name = "Sample photos";
const seed = 1;

/** Brings the demo's project to where annotation starts. Every step adds what is missing, so it can be run again. */
export async function prepareDemo(ctx: Context): Promise<DemoLogin[]> {
  const project = (await findProjectByName(ctx.db, name)) ?? (await createDemoProject(ctx));
  await runShownJob(ctx, project, "import-images", async (job) => {
    const source = join(samples, "photos.csv");
    await importImages(ctx, { ...job, project: project.id, source, folder: join(samples, "photos") });
    await verifyImages(ctx, { ...job, project: project.id });
  });
  await runShownJob(ctx, project, "import-exemplars", (job) =>
    importExemplars(ctx, { ...job, project: project.id, source: join(samples, "exemplars"), seed }),
  );
  const { card, modelFile } = await findModelCard();
  await runShownJob(ctx, project, "propose", (job) =>
    proposeLabels(ctx, { ...job, project: project.id, card, modelFile }),
  );
  const logins = await ensureDemoPeople(ctx, project.id);
  await assignToAnnotators(ctx, project);
  return logins;
}

/** With one reviewer of images without labels, because the demo has one expert: each image can come to its end. */
async function createDemoProject(ctx: Context): Promise<Project> {
  const { id, settingsVersion } = await createProject(ctx, { name, labelSpace: "imagenet-1k" });
  const changes = { reviewers: 1 };
  await changeSettings(ctx, { project: id, person: null, version: settingsVersion, changes });
  return getProject(ctx.db, id);
}

async function assignToAnnotators(ctx: Context, project: Project): Promise<void> {
  const members = await listMembers(ctx.db, project.id);
  const annotators = members.filter(({ roles }) => roles.includes("annotator")).map(({ id }) => id);
  const { overlap } = project.settings;
  try {
    await assignBatches(ctx, { project: project.id, batches: 1, overlap, annotators, seed });
  } catch (error) {
    // On a second run, everything has its annotators already.
    if (!(error instanceof Failure && error.code === "not-ready")) throw error;
  }
}
