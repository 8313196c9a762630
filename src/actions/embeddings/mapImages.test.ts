import { expect, test } from "vitest";
import { makeFinal, makeModel, makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { imageStatuses } from "../../core/images/imageStatus.ts";
import { mapOutcomes } from "../../core/images/mapOutcome.ts";
import { seededRandom } from "../../core/seededRandom.ts";
import { insertEmbeddingSet, insertEmbeddings } from "../../db/embeddings.ts";
import { auditProject } from "../audit/auditProject.ts";
import { removeCounts } from "../findings/storedCounts.ts";
import { keepMapsStored } from "../findings/storedMaps.ts";
import { getImageMap, listMapFacts } from "../images/getImageMap.ts";
import { mapImages } from "./mapImages.ts";

onBothDatabases("The map of images", (use) => {
  test("has each image with an embedding, alike ones together, and what is known of them", async () => {
    const ctx = use();
    const names = Array.from({ length: 40 }, (_, at) => `${at < 20 ? "a" : "b"}${at}`);
    const { project, imageIds } = await makeProject(ctx, {
      images: Object.fromEntries([...names, "unseen"].map((name) => [name, [name[0] === "a" ? 0 : 1]])),
    });
    expect((await mapImages(ctx.db, { project })).report).toMatchObject({
      model: null,
      images: 41,
      embedded: 0,
    });

    await makeFinal(ctx, imageIds.a0!, [7, 8]);
    const model = await makeModel(ctx, imageIds, "net", {});
    const at = ctx.now().toISOString();
    const set = { projectId: project, modelId: model, output: "", size: 3, sourceJson: null };
    await insertEmbeddingSet(ctx.db, { ...set, createdAt: at, completedAt: null });
    const random = seededRandom("map");
    const rows = Float32Array.from(
      names.flatMap((name) => [name[0] === "a" ? 4 : random(), name[0] === "a" ? random() : 4, random()]),
    );
    const images = names.map((name) => imageIds[name]!);
    await insertEmbeddings(ctx.db, { project, model, size: 3 }, { images, rows });

    const found = await mapImages(ctx.db, { project });
    expect(found.report).toMatchObject({ model: "net", size: 3, images: 41, embedded: 40 });
    expect((await mapImages(ctx.db, { project })).report.places).toBe(found.report.places);
    const store = keepMapsStored(ctx.storage);
    const task = { kind: "map", project } as const;
    await store.write(task, { finding: found, version: "v", madeAt: 5, took: 7 });
    expect(await store.read(task)).toEqual({ finding: found, version: "v", madeAt: 5, took: 7 });
    await removeCounts(ctx.storage, project);
    expect(await store.read(task)).toBeUndefined();

    const facts = await listMapFacts(ctx, { project });
    const gone = facts.ids.indexOf(imageIds.b39!);
    for (const list of Object.values(facts)) (list as unknown[]).splice(gone, 1);
    const map = getImageMap(found, facts, await auditProject(ctx.db, { project }));
    expect(new Set(map.keys)).toEqual(new Set(names));
    expect(map.ids.map((id) => names[images.indexOf(id)])).toEqual(map.keys);
    const bytes = (text: string) => [...Buffer.from(text, "base64")];
    const [first, last] = [map.keys.indexOf("a0"), map.keys.indexOf("b39")];
    expect(imageStatuses[bytes(map.statuses)[first]!]).toBe("agreed");
    expect(mapOutcomes[bytes(map.outcomes)[first]!]).toBe("agreed");
    expect([map.originals[first], map.finals[first], map.finals[last]]).toEqual([0, 7, -1]);
    expect(bytes(map.statuses)[last]).toBe(255);
    expect(bytes(map.findings!)).toHaveLength(40);

    // The two kinds are apart: each image is nearer to the centre of its own.
    const places = new Uint16Array(new Uint8Array(bytes(map.places)).buffer);
    const middle = (kind: string) =>
      [0, 1].map((axis) => {
        const own = map.keys.flatMap((key, one) => (key[0] === kind ? [places[2 * one + axis]!] : []));
        return own.reduce((sum, place) => sum + place, 0) / own.length;
      });
    const [a, b] = [middle("a"), middle("b")];
    const far = (one: number, to: number[]) =>
      Math.hypot(places[2 * one]! - to[0]!, places[2 * one + 1]! - to[1]!);
    const right = map.keys.filter((key, one) => (far(one, a) < far(one, b) ? "a" : "b") === key[0]);
    expect(right).toHaveLength(40);
  });
});
