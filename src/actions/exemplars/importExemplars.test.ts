import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { listExemplarImages, listExemplars } from "../../db/exemplars.ts";
import { importImages } from "../images/importImages.ts";
import { verifyImages } from "../images/verifyImages.ts";
import { createProject } from "../project/createProject.ts";
import { writePhotos } from "../testing/writePhotos.ts";
import { importExemplars } from "./importExemplars.ts";

onBothDatabases("Importing exemplars", (use) => {
  test("pins ten per label by a seeded draw, never an image of the project, and only what can be shown", async () => {
    const { id: project } = await createProject(use(), { name: "Fish", labelSpace: "imagenet-1k" });
    const tenches = Array.from({ length: 13 }, (_, at) => [`tench/${at}.jpg`, at] as const);
    const source = await writePhotos({
      ...Object.fromEntries(tenches),
      "tench/copy.jpg": 3,
      "goldfish/a.jpg": 50,
      "goldfish/bad.jpg": "not a photo",
      "goldfish/ours.jpg": 99,
    });
    const images = await writePhotos({ "ours.jpg": 99 });
    await importImages(use(), { project, source: images });
    await verifyImages(use(), { project });

    const first = await importExemplars(use(), { project, source, seed: 1 });
    expect(first).toMatchObject({
      version: 1,
      changed: true,
      exemplars: 11,
      labels: 2,
      labelsWithout: 998,
      refused: [{ file: join("goldfish", "bad.jpg") }],
      imagesOfProject: [join("goldfish", "ours.jpg")],
    });
    const pinned = await listExemplars(use().db, project, 1);
    expect(pinned.map(({ labelIndex, position }) => [labelIndex, position])).toEqual([
      ...Array.from({ length: 10 }, (_, position) => [0, position]),
      [1, 0],
    ]);
    expect(new Set(pinned.map(({ sha256 }) => sha256)).size).toBe(11);

    expect(await importExemplars(use(), { project, source, seed: 1 })).toMatchObject({
      version: 1,
      changed: false,
    });
    expect(await importExemplars(use(), { project, source, seed: 2 })).toMatchObject({
      version: 2,
      changed: true,
    });
    const asItWas = (await listExemplars(use().db, project, 1)).map(({ untilVersion: _, ...row }) => row);
    expect(asItWas).toEqual(pinned.map(({ untilVersion: _, ...row }) => row));

    const damaged = await writePhotos({ "tench/a.jpg": "not a photo", "goldfish/ours.jpg": 99 });
    await expect(importExemplars(use(), { project, source: damaged, seed: 1 })).rejects.toThrow(
      /No photo of .* can be an exemplar.*image of the project/,
    );
    expect(await listExemplars(use().db, project, 2)).toHaveLength(11);

    // An image imported later is also recognised among the exemplars.
    await copyFile(join(source, "goldfish/a.jpg"), join(images, "late.jpg"));
    await importImages(use(), { project, source: images });
    await verifyImages(use(), { project });
    expect(await listExemplarImages(use().db, project, 2)).toEqual(["late.jpg"]);
  });
});
