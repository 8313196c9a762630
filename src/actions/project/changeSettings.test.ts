import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { makeDraft, makePerson, makeProject, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import type { Failure } from "../../contract/failure.ts";
import type { SettingChanges } from "../../contract/project/settings.ts";
import { carefulSettings, type ProjectSettings } from "../../core/project/settings.ts";
import { findAgreementOf } from "../../db/outcome/agreement.ts";
import { tablesOfProject } from "../../db/project/deleteProject.ts";
import { getProject } from "../../db/project/project.ts";
import { listAssignmentsOf } from "../../db/tasks/assignment.ts";
import { assignBatches } from "../batches/assignBatches.ts";
import { sendImages } from "../outcome/sendImages.ts";
import { createRelease } from "../releases/createRelease.ts";
import { getNextWork } from "../tasks/getNextWork.ts";
import { saveAnnotation } from "../tasks/saveAnnotation.ts";
import { archiveProject } from "./archiveProject.ts";
import { changeSettings, previewSettings } from "./changeSettings.ts";
import { deleteProject } from "./deleteProject.ts";
import { getSettings } from "./getSettings.ts";

onBothDatabases("the rules of a project", (use) => {
  let project: string;
  let imageIds: Record<string, string>;
  let ann: string;
  let ben: string;
  let eva: string;
  let lead: string;

  async function make(settings: Partial<ProjectSettings> = {}) {
    const images = { "a.jpg": [1], "b.jpg": [1], "c.jpg": [1], "d.jpg": [1] };
    ({ project, imageIds } = await makeProject(use(), { images, settings }));
    ann = await makePerson(use(), project, "ann", ["annotator"]);
    ben = await makePerson(use(), project, "ben", ["annotator"]);
    eva = await makePerson(use(), project, "eva", ["expert"]);
    lead = await makePerson(use(), project, "lead", ["lead"]);
  }
  beforeEach(() => make());

  const assign = () => assignBatches(use(), { project, annotators: [ann, ben], batches: 1, seed: 1 });
  const submit = async (
    person: string,
    key: string,
    labels: number[],
    stage: "annotate" | "refine" = "annotate",
  ) => {
    const mine = (await listAssignmentsOf(use().db, [imageIds[key]!], [stage])).find(
      (row) => row.personId === person,
    );
    await saveAnnotation(use(), {
      person,
      assignment: mine!.id,
      ...makeSave(makeDraft(labels, { comment: "why" }), { revision: 0 }),
    });
  };
  const both = async (key: string, hers: number[], his: number[]) => {
    await submit(ann, key, hers);
    await submit(ben, key, his);
  };
  const preview = (changes: SettingChanges) => previewSettings(use(), { project, changes });
  const change = async (changes: SettingChanges, rest: { version?: number; moving?: number } = {}) =>
    changeSettings(use(), {
      project,
      person: lead,
      version: (await getProject(use().db, project)).settingsVersion,
      changes,
      ...rest,
    });
  const agreed = async (key: string) => (await findAgreementOf(use().db, imageIds[key]!))?.agreed;
  const exact = { agreementRule: { kind: "exact" } } as const;

  it("change one by one or with a preset, and tell which differ from it", async () => {
    const view = await change({ topK: 10, overlap: 3 });
    expect(view).toMatchObject({ version: 2, differing: ["topK", "overlap"], workBegan: false, fixed: [] });
    expect(view.changed?.by).toBe("lead");
    const careful = await change({ preset: "careful" });
    expect(careful).toMatchObject({ settings: carefulSettings, differing: [] });
  });

  it("must not contradict each other", async () => {
    await expect(change({ agreementRule: { kind: "quorum", votes: 3 } })).rejects.toMatchObject({
      code: "bad-request",
      message: expect.stringMatching(/quorum of 3/),
    });
  });

  it("are fixed where work would no longer be comparable, once images are with annotators", async () => {
    await assign();
    expect((await getSettings(use(), { project })).fixed).toContain("topK");
    await expect(change({ topK: 10 })).rejects.toMatchObject({
      code: "locked",
      details: { fixed: ["topK"] },
    });
    await expect(preview({ preset: "careful" })).rejects.toMatchObject({ code: "locked" });
    expect(await preview({ commentOnChange: false, leaseMinutes: 5 })).toMatchObject({
      changing: [
        { setting: "commentOnChange", kind: "later" },
        { setting: "leaseMinutes", kind: "free" },
      ],
    });
  });

  it("are not lost where two leads change them at once: the second is told both values", async () => {
    const failures: Failure[] = [];
    const attempt = (overlap: number) =>
      change({ overlap }, { version: 1 }).catch((failure: Failure) => failures.push(failure));
    await Promise.all([attempt(3), attempt(4)]);
    expect(failures).toHaveLength(1);
    const { overlap } = (await getProject(use().db, project)).settings;
    expect(failures[0]).toMatchObject({
      code: "conflict",
      message: expect.stringContaining(`overlap is ${overlap} now`),
      details: { stored: { version: 2, settings: { overlap } } },
    });
  });

  describe("on agreement", () => {
    beforeEach(async () => {
      await assign();
      await both("a.jpg", [1], [1]);
      await both("b.jpg", [2], [2]);
      await both("c.jpg", [1, 2], [1]);
    });

    it("say beforehand which images would move, and move them when they change", async () => {
      const { moves } = await preview(exact);
      expect(moves).toMatchObject({
        toAgreed: { images: 1, keys: ["b.jpg"] },
        toRefinement: { images: 0 },
        total: 1,
        staying: 0,
      });
      expect(await agreed("b.jpg")).toBe(false);
      await change(exact, { moving: 1 });
      expect(await agreed("b.jpg")).toBe(true);
      const back = await preview({ agreementRule: { kind: "exact-with-original" } });
      expect(back.moves.toRefinement).toEqual({ images: 1, keys: ["b.jpg"] });
    });

    it("can change the labels of images that agree before and after", async () => {
      await change({ agreementRule: { kind: "jaccard", atLeast: 0.5 } });
      expect(await findAgreementOf(use().db, imageIds["c.jpg"]!)).toMatchObject({
        agreed: true,
        labels: [1],
      });
      const { moves } = await preview({ agreementRule: { kind: "quorum", votes: 1 } });
      expect(moves.otherLabels).toEqual({ images: 1, keys: ["c.jpg"] });
    });

    it("do not move what an expert has opened or refined, what the lead sent, or what a release holds", async () => {
      await getNextWork(use(), { project, stage: "refine", person: eva });
      await getNextWork(use(), { project, stage: "refine", person: eva });
      const loose = { agreementRule: { kind: "quorum", votes: 1 } } as const;
      const opened = await preview(loose);
      expect(opened.moves).toMatchObject({ staying: 1, total: 1 });
      await sendImages(use(), {
        project,
        images: [imageIds["a.jpg"]!],
        to: "refinement",
        reason: "look",
        person: lead,
      });
      expect((await preview(loose)).moves).toMatchObject({ staying: 2, total: 1 });
      await change(loose);
      expect(await agreed("a.jpg")).toBe(false);
      await createRelease(use(), { project, name: "r", allowPending: true, person: lead });
      const strict = await preview({ agreementRule: { kind: "exact-with-original" } });
      expect(strict.moves.total).toBe(0);
    });

    it("refuse where other images would move by now than were seen", async () => {
      await expect(change(exact, { moving: 0 })).rejects.toMatchObject({ code: "not-ready" });
      expect(await agreed("b.jpg")).toBe(false);
      expect((await getProject(use().db, project)).settings.agreementRule.kind).toBe("exact-with-original");
    });

    it("ask for further annotators, or for fewer", async () => {
      await submit(ann, "d.jpg", [1]);
      expect((await preview({ overlap: 3 })).moves.toAnnotators.images).toBe(3);
      expect((await preview({ overlap: 1, singleAnnotation: "accept" })).moves.completed.keys).toEqual([
        "d.jpg",
      ]);
      await change({ overlap: 3 });
      expect(await agreed("a.jpg")).toBeUndefined();
    });

    it("hold for whoever submits while they change", async () => {
      await submit(ann, "d.jpg", [2]);
      await Promise.all([submit(ben, "d.jpg", [2]), change(exact)]);
      expect(await agreed("d.jpg")).toBe(true);
    });

    it("are written into the history and into releases", async () => {
      await change(exact);
      const { protocol } = await createRelease(use(), {
        project,
        name: "r",
        allowPending: true,
        person: lead,
      });
      expect(protocol).toMatchObject({
        settings: exact,
        settingsChanged: [
          { from: { agreementRule: { kind: "exact-with-original" } }, to: { ...exact, moved: 1 } },
        ],
      });
    });
  });

  describe("at a project's end", () => {
    const named = async () => (await getProject(use().db, project)).name;

    /** The variants of a project's images, wherever they are kept. */
    async function makeVariants(where: string): Promise<string[]> {
      const rows = await use().db.selectFrom("image").select("id").where("projectId", "=", where).execute();
      const files: string[] = [];
      for (const [at, { id }] of rows.entries()) {
        const sha256 = createHash("sha256").update(id).digest("hex");
        await use().db.updateTable("image").set({ sha256 }).where("id", "=", id).execute();
        const file = join(
          use().dataFolder,
          "variants",
          sha256.slice(0, 2),
          `${sha256}-${at % 2 ? "screen" : "thumbnail"}.jpg`,
        );
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, "");
        files.push(file);
      }
      return files;
    }

    it("need its name to be typed", async () => {
      await expect(deleteProject(use(), { project, name: "another" })).rejects.toMatchObject({
        code: "bad-request",
      });
      const archive = { project, archived: true, person: lead };
      await expect(archiveProject(use(), { ...archive, name: "x" })).rejects.toMatchObject({
        code: "bad-request",
      });
      const view = await archiveProject(use(), { ...archive, name: await named() });
      expect(view.archivedAt).not.toBeNull();
    });

    it("delete everything of it and nothing of another", async () => {
      const other = await makeProject(use(), { images: { "x.jpg": [1] } });
      await assign();
      await both("a.jpg", [1], [1]);
      const variants = await Promise.all([project, other.project].map(makeVariants));
      await deleteProject(use(), { project, name: await named() });
      expect(variants.map((files) => files.map((file) => existsSync(file)))).toEqual([
        variants[0]!.map(() => false),
        variants[1]!.map(() => true),
      ]);
      await expect(getProject(use().db, project)).rejects.toMatchObject({ code: "not-found" });
      const images = await use().db.selectFrom("image").select("projectId").execute();
      expect(images.map(({ projectId }) => projectId)).not.toContain(project);
      expect(images.map(({ projectId }) => projectId)).toContain(other.project);
    });

    it("know every table whose rows belong to a project", async () => {
      const ids = ["projectId", "imageId", "assignmentId", "batchId", "releaseId"];
      const tables = (await use().db.introspection.getTables())
        .filter(({ columns }) => columns.some(({ name }) => ids.includes(name)))
        .map(({ name }) => name);
      expect(tablesOfProject).toEqual(expect.arrayContaining(tables));
    });

    it("keep a project that has a release", async () => {
      await assign();
      await both("a.jpg", [1], [1]);
      await createRelease(use(), { project, name: "r", allowPending: true, person: lead });
      await expect(deleteProject(use(), { project, name: await named() })).rejects.toMatchObject({
        code: "locked",
        message: expect.stringMatching(/Archive it/),
      });
    });
  });
});
