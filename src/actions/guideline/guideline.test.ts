import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { beforeEach, expect, it } from "vitest";
import { makePerson, makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { listEvents } from "../../db/event.ts";
import { newId } from "../../db/sql/newId.ts";
import { findGuidelinePicture } from "../images/findImageFile.ts";
import { createRelease } from "../releases/createRelease.ts";
import { exportRelease } from "../releases/exportRelease.ts";
import { addGuidelinePicture, maxPictures } from "./addGuidelinePicture.ts";
import { getGuideline, getGuidelineVersion, listGuidelineVersions } from "./getGuideline.ts";
import { noteGuidelineKnown } from "./noteGuidelineKnown.ts";
import { saveGuideline } from "./saveGuideline.ts";

const photo = join(import.meta.dirname, "../../../samples/photos/two-dogs-at-window.jpg");

onBothDatabases("the guideline", (use) => {
  let project: string;
  let imageIds: Record<string, string>;
  let lead: string;
  let other: string;
  let ann: string;

  beforeEach(async () => {
    const ctx = use();
    ({ project, imageIds } = await makeProject(ctx, { images: { "a.jpg": [1] } }));
    lead = await makePerson(ctx, project, `lead-${project}`, ["lead"]);
    other = await makePerson(ctx, project, `other-${project}`, ["lead"]);
    ann = await makePerson(ctx, project, `ann-${project}`, ["annotator"]);
  });

  const save = (person: string | null, version: number, markdown: string) =>
    saveGuideline(use(), { project, person, version, markdown });
  const read = (person: string) => getGuideline(use(), { project, person });

  it("keeps every version, and makes none where nothing changed", async () => {
    expect(await save(lead, 1, "Tick what you see.\r\n")).toMatchObject({ version: 1, by: null });
    expect(await save(lead, 1, "Tick what you see.\r\nAll of it.  \n")).toMatchObject({ version: 2 });
    expect(await save(null, 2, "")).toMatchObject({ version: 3, markdown: "", by: null });

    const { versions } = await listGuidelineVersions(use(), { project });
    expect(versions.map(({ version, by }) => [version, by])).toEqual([
      [3, null],
      [2, `lead-${project}`],
      [1, null],
    ]);
    expect(await getGuidelineVersion(use(), { project, version: 2 })).toMatchObject({
      markdown: "Tick what you see.\nAll of it.",
    });
    await expect(getGuidelineVersion(use(), { project, version: 4 })).rejects.toMatchObject({
      code: "not-found",
    });
    const events = await listEvents(use().db, project, "guideline-changed");
    expect(events.map(({ afterJson }) => afterJson)).toEqual(['{"version":2}', '{"version":3}']);
  });

  it("tells the second of two leads at once, with what is stored", async () => {
    await save(lead, 1, "Mine.");
    await expect(save(other, 1, "Ours.")).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/^lead-.+ wrote version 2 while you worked on version 1\./),
      details: { stored: { version: 2, markdown: "Mine." } },
    });
    expect((await listGuidelineVersions(use(), { project })).versions).toHaveLength(2);

    const both = await Promise.allSettled([save(lead, 2, "A."), save(other, 2, "B.")]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await read(ann)).version).toBe(3);
  });

  it("knows which version each person was shown, and forgets none for an older tab", async () => {
    expect((await read(ann)).known).toBeNull();
    await save(lead, 1, "New.");
    expect((await read(lead)).known).toBe(2);
    await noteGuidelineKnown(use(), { project, person: ann, version: 2 });
    await noteGuidelineKnown(use(), { project, person: ann, version: 1 });
    expect((await read(ann)).known).toBe(2);
    await expect(noteGuidelineKnown(use(), { project, person: ann, version: 3 })).rejects.toMatchObject({
      code: "not-found",
    });
  });

  it("stores a picture once, upright and without what else its file tells, in the data folder", async () => {
    const ctx = use();
    const bytes = await sharp(photo)
      .resize(80, 40, { fit: "fill" })
      .withExif({ IFD3: { GPSLatitudeRef: "N" } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const add = (bytes: Buffer) => addGuidelinePicture(ctx, { project, person: lead, bytes });
    const { id } = await add(bytes);
    expect(await add(bytes)).toEqual({ id, address: `pictures/${id}` });

    const { storage, key } = await findGuidelinePicture(ctx, { project, picture: id });
    const path = storage.locationOf(key);
    expect(path.startsWith(join(ctx.dataFolder, "files", project))).toBe(true);
    const stored = await sharp(path).metadata();
    expect([stored.format, stored.width, stored.height, stored.exif]).toEqual(["jpeg", 40, 80, undefined]);

    const foreign = await makeProject(ctx, { images: {} });
    await expect(findGuidelinePicture(ctx, { project: foreign.project, picture: id })).rejects.toMatchObject({
      code: "not-found",
    });
    for (const wrong of [Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"), bytes.subarray(0, 600)]) {
      await expect(add(wrong)).rejects.toMatchObject({
        code: "bad-file",
        message: expect.stringMatching(/^The picture cannot be used\. \w+/),
      });
    }
  });

  it("takes no pictures without end", async () => {
    const ctx = use();
    const { project } = await makeProject(ctx, { images: {} });
    const rows = Array.from({ length: maxPictures }, (_, at) => ({
      id: newId(),
      projectId: project,
      sha256: String(at),
      personId: null,
      createdAt: ctx.now().toISOString(),
    }));
    await ctx.db.insertInto("guidelinePicture").values(rows).execute();
    const one = { project, person: null, bytes: Buffer.from("any") };
    await expect(addGuidelinePicture(ctx, one)).rejects.toMatchObject({ code: "conflict" });
  });

  it("goes with a release, in the version that it states, pictures inside", async () => {
    const ctx = use();
    const { address } = await addGuidelinePicture(ctx, {
      project,
      person: lead,
      bytes: await readFile(photo),
    });
    await save(lead, 1, `Two dogs:\n\n![Dogs](${address})\n\n![Gone](pictures/none)`);
    await ctx.db
      .insertInto("agreement")
      .values({ imageId: imageIds["a.jpg"]!, agreed: 1, labelsJson: "[1]", reasonsJson: "[]", at: "" })
      .execute();
    const release = await createRelease(ctx, { project, person: lead, name: "first", allowPending: true });
    await save(lead, 2, "Another.");
    expect(release.protocol).toMatchObject({ guidelineVersion: 2, annotationsByGuideline: [] });

    const { fileName, body } = await exportRelease(ctx, { release: release.id, format: "guideline" });
    const text = (await Array.fromAsync(body)).join("");
    expect(fileName).toMatch(/-guideline\.md$/);
    expect(text).toMatch(
      /^Two dogs:\n\n!\[Dogs\]\(data:image\/jpeg;base64,[\w+/=]{1000,}\)\n\n!\[Gone\]\(pictures\/none\)\n$/,
    );
  });
});
