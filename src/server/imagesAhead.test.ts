import { createHash } from "node:crypto";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, it, vi } from "vitest";
import { makePerson, makeProject } from "../../test/factories.ts";
import { onBothDatabases } from "../../test/onBothDatabases.ts";
import { assignBatches } from "../actions/batches/assignBatches.ts";
import { getNextSheets } from "../actions/contains/getNextSheets.ts";
import { defaultWishes, makeSheets } from "../actions/contains/planContains.ts";
import { createVariantStore, type VariantRequest } from "../actions/images/imageVariants.ts";
import { makePhoto } from "../files/testing/makePhoto.ts";
import { folderStorage } from "../storage/folderStorage.ts";
import { createImagesAhead } from "./imagesAhead.ts";
import { makeAccount, makeBrowser, startTestServer } from "./testServer.ts";

onBothDatabases("images that are made ready before they are asked for", (use) => {
  let project: string;
  let ann: string;
  let ben: string;
  let email: string;
  /** By image, the SHA-256 of its file. */
  let files: Map<string, string>;
  /** Each test has pictures of its own: nothing is ready from the one before. */
  let seed = 0;

  beforeEach(async () => {
    const { db, dataFolder } = use();
    const keys = Array.from({ length: 12 }, (_, image) => `${image}.png`);
    const made = await makeProject(use(), { images: Object.fromEntries(keys.map((key) => [key, []])) });
    project = made.project;
    const root = join(dataFolder, project);
    await mkdir(root, { recursive: true });
    await db.updateTable("importRoot").set({ path: root }).where("projectId", "=", project).execute();
    files = new Map();
    seed += 1;
    for (const [index, key] of keys.entries()) {
      const bytes = await makePhoto(60 + index, 40, seed)
        .png()
        .toBuffer();
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const id = made.imageIds[key]!;
      await writeFile(join(root, key), bytes);
      await db.updateTable("image").set({ sha256 }).where("id", "=", id).execute();
      files.set(id, sha256);
    }
    email = `${project}@example.org`;
    ann = await makeAccount(use(), { email, projectId: project, roles: ["annotator"] });
    ben = await makePerson(use(), project, "ben", ["annotator"]);
  });

  const listReady = async () => {
    const found = await readdir(join(use().dataFolder, "variants"), { recursive: true }).catch(() => []);
    return found.filter((name) => name.endsWith(".jpg")).map((name) => name.replace(/^.*\//, ""));
  };
  /** The files of the images that come first for somebody. */
  const firstOf = async (person: string, count: number) => {
    const rows = await use()
      .db.selectFrom("assignment")
      .select("imageId")
      .where("personId", "=", person)
      .where("projectId", "=", project)
      .orderBy("position")
      .limit(count)
      .execute();
    return rows.map(({ imageId }) => `${files.get(imageId)}-screen.jpg`);
  };

  it("are the first of whoever comes to their work", async () => {
    await assignBatches(use(), { project, annotators: [ann, ben], batches: 1, overlap: 2, seed: 1 });
    const before = await listReady();
    const { url, close } = await startTestServer(use());
    const browser = makeBrowser(url);
    await browser.signIn(email);
    expect((await browser.send("GET", `/api/projects/${project}/work`)).status).toBe(200);
    const first = await firstOf(ann, 3);
    await vi.waitFor(async () => expect(await listReady()).toEqual(expect.arrayContaining(first)), 60_000);
    await close();
    expect((await listReady()).filter((name) => !before.includes(name)).sort()).toEqual(first.sort());
  });

  it("are the first of everybody whom a lead gives images", async () => {
    const { url, close } = await startTestServer(use());
    const lead = makeBrowser(url);
    await makeAccount(use(), { email: `lead-${email}`, projectId: project, roles: ["lead"] });
    await lead.signIn(`lead-${email}`);
    const given = await lead.send("POST", `/api/projects/${project}/batches`, {
      annotators: [ann, ben],
      size: { batches: 2 },
      order: "random",
      partners: "mixed",
      overlap: 1,
      seed: 1,
      again: false,
      expected: 12,
    });
    expect(given.status).toBe(200);
    const first = [...(await firstOf(ann, 3)), ...(await firstOf(ben, 3))];
    expect(new Set(first).size).toBe(6);
    await vi.waitFor(async () => expect(await listReady()).toEqual(expect.arrayContaining(first)), 60_000);
    await close();
  });

  it("are those of the first sheet, small, too", async () => {
    await use()
      .db.updateTable("image")
      .set({ width: 60, height: 40 })
      .where("projectId", "=", project)
      .execute();
    const labels = [...files.keys()].map((imageId) => ({ imageId, labelIndex: 1 }));
    await use().db.insertInto("originalLabel").values(labels).execute();
    await makeSheets(use(), { ...defaultWishes, project, size: 6, controlShare: 0, workers: 1 });
    const { url, close } = await startTestServer(use());
    const browser = makeBrowser(url);
    await browser.signIn(email);
    await browser.send("GET", `/api/projects/${project}/work`);
    const { current } = await getNextSheets(use(), { project, person: ann });
    const wanted = current!.images.map(({ id }) => `${files.get(id)}-thumbnail.jpg`);
    expect(wanted).toHaveLength(6);
    await vi.waitFor(async () => expect(await listReady()).toEqual(expect.arrayContaining(wanted)), 60_000);
    await close();
  });

  it("are made one at a time, and each once, however often they are asked for", async () => {
    await assignBatches(use(), { project, annotators: [ann, ben], batches: 2, overlap: 1, seed: 1 });
    const made: string[] = [];
    let atOnce = 0;
    let maxAtOnce = 0;
    const store = createVariantStore({ storage: use().storage.within(`cache-${project}`), maxAtOnce: 4 });
    const counted = {
      ...store,
      prepare: async (request: VariantRequest) => {
        atOnce += 1;
        maxAtOnce = Math.max(maxAtOnce, atOnce);
        const ready = await store.prepare(request);
        made.push(ready.stored.key.replace(/^.*\//, ""));
        atOnce -= 1;
        return ready;
      },
    };
    const failures: unknown[] = [];
    const ahead = createImagesAhead(use(), counted, (failure) => failures.push(failure));
    for (const person of [ann, ben, ann, ben]) ahead.prepareFor({ project, person });
    const wanted = [...(await firstOf(ann, 3)), ...(await firstOf(ben, 3))];
    await vi.waitFor(() => expect(made).toEqual(wanted), 60_000);
    await ahead.close();
    expect([made, maxAtOnce, failures]).toEqual([wanted, 1, []]);
  });

  it("may be gone: the others are made ready all the same", async () => {
    await assignBatches(use(), { project, annotators: [ann, ben], batches: 1, overlap: 2, seed: 1 });
    const [first, ...others] = await firstOf(ann, 3);
    const gone = [...files].find(([, sha256]) => first?.startsWith(sha256))![0];
    await use().db.updateTable("image").set({ path: "gone.png" }).where("id", "=", gone).execute();
    const cacheDir = join(use().dataFolder, `cache-${project}`);
    const failures: unknown[] = [];
    const store = createVariantStore({ storage: folderStorage(cacheDir), maxAtOnce: 1 });
    const ahead = createImagesAhead(use(), store, (failure) => failures.push(failure));
    ahead.prepareFor({ project, person: ann });
    const ready = async () =>
      (await readdir(cacheDir, { recursive: true }).catch(() => [])).filter((name) => name.endsWith(".jpg"));
    await vi.waitFor(async () => expect(await ready()).toHaveLength(2), 60_000);
    await ahead.close();
    expect((await ready()).map((name) => name.replace(/^.*\//, "")).sort()).toEqual(others.sort());
    expect(failures).toEqual([]);
  });
});
