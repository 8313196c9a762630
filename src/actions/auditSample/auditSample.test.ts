import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import type { ExportFormat } from "../../contract/releases/release.ts";
import { deleteAllOf } from "../../db/project/deleteProject.ts";
import { insertRelease } from "../../db/releases.ts";
import { newId } from "../../db/sql/newId.ts";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { exportRelease } from "../releases/exportRelease.ts";
import { listReleases } from "../releases/listReleases.ts";
import { drawAuditSample } from "./drawAuditSample.ts";
import { exportAudit } from "./exportAudit.ts";
import { importAuditLabels } from "./importAuditLabels.ts";
import { listAuditWork } from "./listAuditWork.ts";

const folder = temporaryFolder();

onBothDatabases("the audit sample of a release", (use) => {
  let project: string;
  const images = Array.from({ length: 60 }, (_, at) => `${String(at).padStart(2, "0")}.jpg`);

  beforeEach(async () => {
    const { db } = use();
    ({ project } = await makeProject(use(), { images: Object.fromEntries(images.map((key) => [key, [1]])) }));
    const rows = await db
      .selectFrom("image")
      .select(["id", "key"])
      .where("projectId", "=", project)
      .execute();
    const release = { id: newId(), projectId: project, number: 1, name: "first", by: "lead", pending: 0 };
    // The first 40 were agreed on and hold label 1, the others labels 1 and 2.
    await insertRelease(
      db,
      { ...release, at: "2026-01-01T00:00:00.000Z", protocolJson: "{}", sha256: "" },
      rows.map(({ id, key }) => ({
        ...{ imageId: id, imageKey: key },
        ...(key < "40"
          ? { labelsJson: "[1]", provenance: "agreed" as const }
          : { labelsJson: "[1,2]", provenance: "refined" as const }),
      })),
    );
  });

  const draw = (budget: number) =>
    drawAuditSample(use(), {
      ...{ project, number: 1, budget, looks: 2, maxPerImage: 3 },
      by: ["provenance", "labels"],
    });
  const bringIn = async (rows: [image: string, labels: string][]) => {
    const file = join(await folder, "settled.csv");
    await writeFile(file, ["image,labels", ...rows.map((row) => row.join())].join("\n"));
    return importAuditLabels(use(), { project, number: 1, file });
  };
  const stated = async () => (await listReleases(use(), { project })).releases[0]!.audit;

  const readAll = async (format: ExportFormat) => {
    const { id } = await use()
      .db.selectFrom("release")
      .select("id")
      .where("projectId", "=", project)
      .executeTakeFirstOrThrow();
    const { body } = await exportRelease(use(), { release: id, format });
    return (await Array.fromAsync(body)).join("");
  };

  it("is drawn once, by strata, in steps, and said nothing of before a step is finished", async () => {
    expect(await stated()).toBeNull();
    for (const format of ["coco", "fiftyone", "croissant"] as const)
      expect(await readAll(format)).not.toMatch(/label_errors|"info": \{\}|dataLimitations/);
    const { strata } = await draw(24);
    expect(JSON.parse(await readAll("coco")).info.label_errors).toMatchObject({ drawn: 24, finished: 0 });
    expect(strata.map(({ stratum, images }) => [stratum, images])).toEqual([
      ["agreed, one label", 40],
      ["refined, two labels", 20],
    ]);
    const work = await listAuditWork(use(), { project, number: 1 });
    expect(work.map(({ step }) => step)).toEqual(work.map(({ step }) => step).toSorted());
    expect(new Set(work.map(({ image }) => image)).size).toBe(24);
    await expect(draw(24)).rejects.toThrow("has its audit sample");

    const [{ image }] = work as [(typeof work)[0]];
    const audit = await bringIn([[image, "1"]]);
    expect(audit).toMatchObject({
      drawn: 24,
      done: 1,
      bounds: null,
      reason: expect.stringContaining("no step"),
    });
  });

  it("states what is missing and wrong, step by step", async () => {
    await draw(24);
    const work = await listAuditWork(use(), { project, number: 1 });
    // Every image lacks label 3; label 2 is wrong on those that had it.
    const settle = (step: number) =>
      bringIn(work.filter((image) => image.step === step).map(({ image }) => [image, "1|3"]));
    const first = await settle(1);
    expect(first?.bounds).toMatchObject({ look: 1, whole: { images: 60, imagesMissing: { estimate: 60 } } });
    const second = await settle(2);
    expect(second).toEqual(await stated());
    expect(second?.bounds).toMatchObject({
      look: 2,
      whole: { audited: 24, imagesWrong: { estimate: 20 }, labelsMissing: { estimate: 60 } },
    });
    const { interval } = second!.bounds!.whole.imagesMissing;
    expect(interval![0]).toBeGreaterThan(first!.bounds!.whole.imagesMissing.interval![0]);
    expect(await listAuditWork(use(), { project, number: 1 })).toEqual([]);

    const wide = ([low, high]: [number, number]) => ({ low: Math.floor(low), high: Math.ceil(high) });
    const { imagesWrong, labelsMissing } = second!.bounds!.whole;
    const errors = {
      ...{ nominal_level: 0.95, population: 60, sample: 24, not_judged: 0, look: 2, looks: 2 },
      images_with_a_wrong_label: { estimate: 20, ...wide(imagesWrong.interval!) },
      labels_missing: { estimate: 60, ...wide(labelsMissing.interval!) },
    };
    expect(JSON.parse(await readAll("coco")).info.label_errors).toMatchObject(errors);
    expect(JSON.parse(await readAll("fiftyone")).info.label_errors).toMatchObject(errors);
    expect(JSON.parse(await readAll("croissant"))["rai:dataLimitations"]).toMatch(
      /^By an audit of 24 of 60 images.*images with a wrong label: 20 \(\d+ to \d+\).*95 % confidence/,
    );

    const exported = await Array.fromAsync(exportAudit(use(), { project, number: 1 }));
    expect(exported.map(({ image }) => image)).toEqual(images);
    expect(exported.map(({ stratum }) => stratum)).toEqual(
      images.map((key) => (key < "40" ? "agreed, one label" : "refined, two labels")),
    );
    expect(exported.filter(({ labels }) => labels?.join() === "1,3")).toHaveLength(24);
    expect(exported.filter(({ step, labels }) => step === null && labels === null)).toHaveLength(36);
  });

  it("refuses labels of other images, and other labels than were settled", async () => {
    await draw(24);
    const work = (await listAuditWork(use(), { project, number: 1 })).map(({ image }) => image);
    const other = images.find((image) => !work.includes(image))!;
    await expect(bringIn([[other, "1"]])).rejects.toThrow("is not in the audit sample");
    await bringIn([[work[0]!, "none"]]);
    await bringIn([[work[0]!, "none"]]);
    await expect(bringIn([[work[0]!, "1"]])).rejects.toThrow("audited already, with other labels");
  });

  it("goes with its project", async () => {
    const samples = () => use().db.selectFrom("auditSample").select("releaseId").execute();
    const before = await samples();
    await draw(24);
    await deleteAllOf(use().db, use().dialect, project);
    expect(await samples()).toEqual(before);
  });
});
