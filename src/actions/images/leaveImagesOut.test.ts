import { beforeEach, expect, it } from "vitest";
import { makePerson, makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { markFindings } from "../audit/markFindings.ts";
import { assignBatches } from "../batches/assignBatches.ts";
import { sendImages } from "../outcome/sendImages.ts";
import { getOverview } from "../project/getOverview.ts";
import { describeProtocol } from "../releases/describeProtocol.ts";
import { getImagePage } from "./getImagePage.ts";
import { leaveImagesOut, listLeftOut, takeImagesIn } from "./leaveImagesOut.ts";
import { listHistory } from "./listHistory.ts";
import { listImages } from "./listImages.ts";

onBothDatabases("images that a lead leaves out", (use) => {
  let project: string;
  let ids: Record<string, string>;
  let lead: string;
  let annotators: string[];

  beforeEach(async () => {
    ({ project, imageIds: ids } = await makeProject(use(), {
      images: { "a.jpg": [0], "b.jpg": [0], "c.jpg": [1], "d.jpg": [1] },
    }));
    lead = await makePerson(use(), project, "lea", ["lead"]);
    annotators = [
      await makePerson(use(), project, "ann", ["annotator"]),
      await makePerson(use(), project, "ben", ["annotator"]),
    ];
  });

  const leave = (...keys: string[]) =>
    leaveImagesOut(use(), {
      project,
      images: keys.map((key) => ids[key]!),
      person: lead,
      reason: "the same shot",
    });
  const counts = async () => {
    const { images } = await getOverview(use(), { project });
    return [images.total, images.proposed, images.leftOutByLead];
  };

  it("are in no count, no list and nobody's work, and come back as they were", async () => {
    const before = await counts();
    expect(await leave("a.jpg", "c.jpg", "a.jpg")).toEqual({ left: 2, stayed: [] });
    expect(await counts()).toEqual([2, 2, 2]);
    const listed = await listImages(use(), { project });
    expect(listed.images.map(({ key }) => key).sort()).toEqual(["b.jpg", "d.jpg"]);
    const { images, after } = await listLeftOut(use(), { project });
    expect(after).toBeNull();
    expect(images.map(({ key, reason, by }) => [key, reason, by]).sort()).toEqual([
      ["a.jpg", "the same shot", "lea"],
      ["c.jpg", "the same shot", "lea"],
    ]);
    await assignBatches(use(), { project, annotators, batches: 1, overlap: 2, seed: 1 });
    const given = await use().db.selectFrom("assignment").select("imageId").distinct().execute();
    expect(given.map(({ imageId }) => imageId).sort()).toEqual([ids["b.jpg"], ids["d.jpg"]].sort());

    const back = [ids["a.jpg"]!, ids["b.jpg"]!];
    expect(await takeImagesIn(use(), { project, images: back, person: lead })).toEqual({ takenIn: 1 });
    expect(await counts()).toEqual([3, 3, 1]);
    await takeImagesIn(use(), { project, images: [ids["c.jpg"]!], person: lead });
    expect(await counts()).toEqual(before);
    await assignBatches(use(), { project, annotators, batches: 1, overlap: 2, seed: 1 });
    const all = await use().db.selectFrom("assignment").select("imageId").distinct().execute();
    expect(all).toHaveLength(4);
    const { entries } = await listHistory(use(), { project, image: ids["a.jpg"]!, limit: 20 });
    expect(entries.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["taken-in", "left-out"]));
  });

  it("are none that somebody was given, and none of another project", async () => {
    await assignBatches(use(), {
      project,
      annotators,
      batches: 1,
      overlap: 2,
      seed: 1,
      limit: undefined,
    } as never);
    expect(await leave("a.jpg")).toEqual({ left: 0, stayed: ["a.jpg"] });
    const other = await makeProject(use(), { images: { "x.jpg": [0] } });
    const foreign = { project, images: [other.imageIds["x.jpg"]!], person: lead, reason: "not ours" };
    await expect(leaveImagesOut(use(), foreign)).rejects.toMatchObject({ code: "not-found" });
    expect(await listLeftOut(use(), { project })).toEqual({ images: [], after: null });
  });

  it("say what they are, and go nowhere by a lead's word", async () => {
    const image = ids["a.jpg"]!;
    const asideOf = async () => (await getImagePage(use(), { project, image })).aside;
    expect(await asideOf()).toBeNull();
    await leave("a.jpg");
    expect(await asideOf()).toBe("left-out");
    const send = { project, images: [image], to: "refinement" as const, reason: "look again", person: lead };
    await expect(sendImages(use(), send)).rejects.toMatchObject({ code: "not-found" });
    await takeImagesIn(use(), { project, images: [image], person: lead });
    expect(await asideOf()).toBeNull();
  });

  it("may be marked in an audit, and may have been left out before", async () => {
    const findings = [{ image: ids["a.jpg"]!, subject: "0" }];
    await markFindings(use(), { project, kind: "label-errors", findings, verdict: "issue", person: lead });
    expect(await leave("a.jpg")).toEqual({ left: 1, stayed: [] });
    await takeImagesIn(use(), { project, images: [ids["a.jpg"]!], person: lead });
    expect(await leave("a.jpg")).toEqual({ left: 1, stayed: [] });
  });

  it("are told by each release", async () => {
    await leave("d.jpg");
    const described = await describeProtocol(use().db, project, { images: 0, agreed: 0 });
    const { images } = described as { images: Record<string, number> };
    expect(images.leftOutByLead).toBe(1);
    expect(images.leftOutToShowLabels).toBeUndefined();
  });
});
