import { join } from "node:path";
import { assignBatches } from "../../actions/batches/assignBatches.ts";
import type { Context } from "../../actions/context.ts";
import { embedImages } from "../../actions/embeddings/embedImages.ts";
import { chooseExemplars } from "../../actions/exemplars/chooseExemplars.ts";
import { importExemplars } from "../../actions/exemplars/importExemplars.ts";
import { importImages } from "../../actions/images/importImages.ts";
import { verifyImages } from "../../actions/images/verifyImages.ts";
import type { FoundModel } from "../../actions/models/findModel.ts";
import { samples } from "../../actions/models/findModel.ts";
import { changeSettings } from "../../actions/project/changeSettings.ts";
import { createProject } from "../../actions/project/createProject.ts";
import { proposeByProbe } from "../../actions/proposals/proposeByProbe.ts";
import { proposeLabels } from "../../actions/proposals/proposeLabels.ts";
import { Failure } from "../../contract/failure.ts";
import { listMembers } from "../../db/people/person.ts";
import { findProjectByName, getProject, type Project } from "../../db/project/project.ts";
import { countProposals } from "../../db/proposals/proposal.ts";
import { findModelCard } from "../findModelCard.ts";
import { runShownJob } from "../runShownJob.ts";
import { type DemoLogin, ensureDemoPeople } from "./demoPeople.ts";

/** A project of photos that ship with the program. */
interface DemoProject {
  name: string;
  /** A built-in label space, or a file. */
  labelSpace: string;
  /** A table of images and their original labels, and where the images are. */
  photos: { source: string; folder: string };
  /** A folder per label, or a table. */
  exemplars: string;
}

/** Labels of ImageNet, which the embedded model knows. */
const samplePhotos: DemoProject = {
  name: "Sample photos",
  labelSpace: "imagenet-1k",
  photos: { source: join(samples, "photos.csv"), folder: join(samples, "photos") },
  exemplars: join(samples, "exemplars"),
};

/**
 * Labels of nobody else's, as most groups have: proposals come from what the model sees and the original labels, and so do
 * the exemplars of labels for which no other photos are there.
 */
const everydayPhotos: DemoProject = {
  name: "Everyday photos",
  labelSpace: join(samples, "own-labels.csv"),
  photos: { source: join(samples, "own-images.csv"), folder: samples },
  exemplars: join(samples, "own-exemplars.csv"),
};

const seed = 1;
/** Of a label's images, in percent: the demo has few. */
const shareOfExemplars = 25;

/**
 * Brings the demo's project to where annotation starts. Every step adds what is missing, so it can be run again.
 *
 * @param ownLabels the project whose labels no model knows, not the one of ImageNet's labels
 */
export async function prepareDemo(ctx: Context, { ownLabels = false } = {}): Promise<DemoLogin[]> {
  const demo = ownLabels ? everydayPhotos : samplePhotos;
  const project = (await findProjectByName(ctx.db, demo.name)) ?? (await createDemoProject(ctx, demo));
  await runShownJob(ctx, project, "import-images", async (job) => {
    await importImages(ctx, { ...job, project: project.id, ...demo.photos });
    await verifyImages(ctx, { ...job, project: project.id });
  });
  await runShownJob(ctx, project, "import-exemplars", (job) =>
    importExemplars(ctx, { ...job, project: project.id, source: demo.exemplars, seed }),
  );
  await using model = await findModelCard();
  if (model.card.labelSpace === project.labelSpaceKey) {
    await runShownJob(ctx, project, "propose", (job) =>
      proposeLabels(ctx, { ...job, ...model, project: project.id }),
    );
  } else {
    await learnLabels(ctx, project, model);
    await runShownJob(ctx, project, "import-exemplars", () =>
      chooseExemplars(ctx, { project: project.id, person: null, percent: shareOfExemplars }),
    );
  }
  const logins = await ensureDemoPeople(ctx, project.id);
  await assignToAnnotators(ctx, project);
  return logins;
}

/** With one reviewer of images without labels, because the demo has one expert: each image can come to its end. */
async function createDemoProject(ctx: Context, { name, labelSpace }: DemoProject): Promise<Project> {
  const { id, settingsVersion } = await createProject(ctx, { name, labelSpace });
  const changes = { reviewers: 1 };
  await changeSettings(ctx, { project: id, person: null, version: settingsVersion, changes });
  return getProject(ctx.db, id);
}

/** Proposals of labels that the model does not know: once, because later they would not be the same. */
async function learnLabels(ctx: Context, project: Project, model: FoundModel): Promise<void> {
  if ((await countProposals(ctx.db, project.id)) > 0) return;
  const { id } = await runShownJob(ctx, project, "embed", (job) =>
    embedImages(ctx, { ...job, ...model, project: project.id }),
  );
  await runShownJob(ctx, project, "propose", (job) =>
    proposeByProbe(ctx, { ...job, project: project.id, embeddings: id }),
  );
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
