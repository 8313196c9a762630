import type { Context } from "../src/actions/context.ts";
import type { SaveAnnotationBody } from "../src/contract/tasks/annotation.ts";
import type { AnnotationDraft, DraftCard } from "../src/contract/tasks/annotationDraft.ts";
import { type ProjectSettings, paperSettings } from "../src/core/project/settings.ts";
import { packRanking } from "../src/core/proposals/packRanking.ts";
import type { Role } from "../src/core/tasks/stage.ts";
import { insertImages } from "../src/db/images/image.ts";
import { insertLabelSpace } from "../src/db/labels/labelSpace.ts";
import { insertProject } from "../src/db/project/project.ts";
import { insertPredictions } from "../src/db/proposals/prediction.ts";
import { writeProposals } from "../src/db/proposals/proposal.ts";
import { newId } from "../src/db/sql/newId.ts";

const at = "2026-01-01T00:00:00.000Z";

/** A project over 40 labels, with images that have 20 proposals each: labels 0 to 19, the first the likeliest. */
export async function makeProject(
  ctx: Context,
  {
    images,
    settings = {},
  }: {
    /** Each image's key with its original labels. */
    images: Record<string, number[]>;
    settings?: Partial<ProjectSettings>;
  },
): Promise<{ project: string; imageIds: Record<string, string> }> {
  const project = newId();
  const labelSpaceId = newId();
  await insertLabelSpace(
    ctx.db,
    {
      id: labelSpaceId,
      key: "forty",
      name: "Forty labels",
      source: "",
      licence: "",
      sha256: newId(),
      createdAt: at,
    },
    Array.from({ length: 40 }, (_, index) => ({
      index,
      key: `k${index}`,
      name: `label ${index}`,
      synonyms: [],
      definition: `the label numbered ${index}`,
      hypernyms: ["thing"],
    })),
  );
  await insertProject(ctx.db, {
    id: project,
    name: `Project ${project}`,
    labelSpaceId,
    settings: { ...paperSettings, ...settings },
    guideline: "Tick what you see.",
    guidelineVersion: 1,
    exemplarVersion: 0,
    createdAt: at,
  });
  const rootId = newId();
  await ctx.db
    .insertInto("importRoot")
    .values({ id: rootId, projectId: project, path: "/nowhere", createdAt: at })
    .execute();
  const imageIds = Object.fromEntries(Object.keys(images).map((key) => [key, newId()]));
  await insertImages(
    ctx.db,
    Object.entries(images).map(([key, originals]) => ({
      id: imageIds[key] as string,
      projectId: project,
      key,
      rootId,
      path: key,
      fileState: "ok" as const,
      failure: "",
      sha256: newId(),
      format: "jpeg",
      bytes: 1000,
      width: 640,
      height: 480,
      createdAt: at,
      originals,
    })),
  );
  await writeProposals(
    ctx.db,
    Object.values(imageIds).map((image) => ({
      image,
      models: [],
      method: null,
      ranking: Array.from({ length: 20 }, (_, label) => ({ label, score: 0.5 ** (label + 1), models: 1 })),
    })),
    at,
  );
  return { project, imageIds };
}

/** A person with roles in a project; without an account to sign in by. */
export async function makePerson(
  ctx: Context,
  project: string,
  name: string,
  roles: Role[],
): Promise<string> {
  const id = newId();
  const isSqlite = ctx.dialect === "sqlite";
  await ctx.db
    .insertInto("person")
    .values({
      id,
      name,
      email: `${name}-${id}@example.org`,
      emailVerified: isSqlite ? 1 : true,
      image: null,
      createdAt: at,
      updatedAt: at,
    })
    .execute();
  await ctx.db
    .insertInto("membership")
    .values(roles.map((role) => ({ projectId: project, personId: id, role, createdAt: at })))
    .execute();
  return id;
}

/** A page on which all 20 proposals were shown for a second, with these labels ticked. */
export function makeDraft(
  yes: readonly number[],
  {
    unsure = [],
    search = [],
    notShown = [],
    ...rest
  }: { unsure?: number[]; search?: number[]; notShown?: number[] } & Partial<AnnotationDraft> = {},
): AnnotationDraft {
  const answerOf = (label: number) =>
    yes.includes(label) ? "yes" : unsure.includes(label) ? "unsure" : null;
  const proposals = Array.from(
    { length: 20 },
    (_, label): DraftCard => ({
      label,
      answer: answerOf(label),
      how: "proposal",
      position: label,
      shownMs: notShown.includes(label) ? 0 : 1000,
    }),
  );
  const found = search.map(
    (label, index): DraftCard => ({
      label,
      answer: answerOf(label),
      how: "search",
      position: 20 + index,
      shownMs: 0,
    }),
  );
  return {
    cards: [...proposals, ...found],
    groupsOpened: [0, 1, 2, 3],
    noneOfThese: false,
    comment: "",
    flag: null,
    activeMs: 5000,
    ...rest,
  };
}

/** What a page sends to submit. */
export function makeSave(
  annotation: AnnotationDraft,
  changes: Partial<SaveAnnotationBody> = {},
): SaveAnnotationBody {
  return { operation: newId(), revision: 0, state: "submitted", annotation, ...changes };
}

/** A model with its ranking of each image; an image without one was not predicted. */
export async function makeModel(
  ctx: Context,
  imageIds: Record<string, string>,
  name: string,
  rankings: Record<string, number[]>,
): Promise<string> {
  const id = newId();
  const sha256 = id.replaceAll("-", "").split("").reverse().join("");
  await ctx.db.insertInto("model").values({ id, name, sha256, cardJson: "null", createdAt: at }).execute();
  await insertPredictions(
    ctx.db,
    Object.entries(rankings).map(([key, labels]) => ({
      imageId: imageIds[key]!,
      modelId: id,
      ranking: Buffer.from(
        packRanking(labels.map((label, rank) => ({ label, score: 1 / (rank + 2), models: 1 }))),
      ),
      failure: null,
      createdAt: at,
    })),
  );
  return id;
}

/** Gives an image its final labels, as if its annotators had agreed on them. */
export const makeFinal = (ctx: Context, image: string, labels: number[]) =>
  ctx.db
    .insertInto("agreement")
    .values({ imageId: image, agreed: 1, labelsJson: JSON.stringify(labels), reasonsJson: "[]", at })
    .execute();
