import { expect, test } from "vitest";
import { makeFinal, makeModel, makePerson, makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { carefulSettings, paperSettings } from "../../core/project/settings.ts";
import { insertEmbeddingSet, insertEmbeddings } from "../../db/embeddings.ts";
import { writeAgreement } from "../../db/outcome/agreement.ts";
import { newId } from "../../db/sql/newId.ts";
import { insertAssignments } from "../../db/tasks/assignment.ts";
import { getNextWork } from "../tasks/getNextWork.ts";
import { listSimilarInRefinement } from "./listSimilarInRefinement.ts";

const names = ["asked", "near", "open", "own", "far"];

onBothDatabases("Similar images in refinement", (use) => {
  async function setUp(settings = paperSettings) {
    const ctx = use();
    const { project, imageIds } = await makeProject(ctx, {
      images: Object.fromEntries(names.map((name) => [name, [0]])),
      settings: { ...settings, blankShare: 0, twiceShare: 0 },
    });
    const eve = await makePerson(ctx, project, "eve", ["expert"]);
    const at = ctx.now().toISOString();
    const disagreed = { agreed: false, labels: [], reasons: [] };
    await writeAgreement(ctx.db, imageIds.asked!, disagreed, { at, twiceShare: 0 });
    for (const name of ["near", "own", "far"]) await makeFinal(ctx, imageIds[name]!, [3, 5]);
    const model = await makeModel(ctx, imageIds, "net", {});
    const set = { projectId: project, modelId: model, output: "", size: 2, sourceJson: null };
    await insertEmbeddingSet(ctx.db, { ...set, createdAt: at, completedAt: null });
    const rows = Float32Array.from(names.flatMap((_, turn) => [Math.cos(turn / 5), Math.sin(turn / 5)]));
    const images = names.map((name) => imageIds[name]!);
    await insertEmbeddings(ctx.db, { project, model, size: 2 }, { images, rows });
    const { current } = await getNextWork(ctx, { project, stage: "refine", person: eve });
    expect(current!.image.id).toBe(imageIds.asked);
    return { ctx, project, imageIds, eve, assignment: current!.id };
  }

  test("are finished ones that the expert never had, with final labels and no names", async () => {
    const { ctx, project, imageIds, eve, assignment } = await setUp();
    const own = { projectId: project, imageId: imageIds.own!, personId: eve, stage: "annotate" as const };
    const createdAt = ctx.now().toISOString();
    await insertAssignments(ctx.db, [{ ...own, id: newId(), batchId: null, position: 1, createdAt }]);
    const { model, among, images } = await listSimilarInRefinement(ctx, { assignment, person: eve });
    expect([model, among]).toEqual(["net", 4]);
    expect(images.map(({ id, labels }) => ({ id, labels }))).toEqual([
      { id: imageIds.near, labels: [3, 5] },
      { id: imageIds.far, labels: [3, 5] },
    ]);
    expect(images[0]!.distance).toBeCloseTo(1 - Math.cos(1 / 5), 3);
    expect(JSON.stringify(images)).not.toMatch(/near|far/);
    const stranger = await makePerson(ctx, project, "ann", ["annotator"]);
    await expect(listSimilarInRefinement(ctx, { assignment, person: stranger })).rejects.toMatchObject({
      code: "not-found",
    });
  });

  test("are not shown while the page hides what others think", async () => {
    const { ctx, eve, assignment } = await setUp(carefulSettings);
    await expect(listSimilarInRefinement(ctx, { assignment, person: eve })).rejects.toMatchObject({
      code: "not-ready",
    });
  });
});
