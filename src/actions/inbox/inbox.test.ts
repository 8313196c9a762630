import { beforeEach, expect, test } from "vitest";
import { makeDraft, makePerson, makeProject, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { listLeniency } from "../../db/pace.ts";
import { listAssignmentsOf } from "../../db/tasks/assignment.ts";
import { runJob } from "../../jobs/runJob.ts";
import { assignBatches } from "../batches/assignBatches.ts";
import { listHistory } from "../images/listHistory.ts";
import { sendImages } from "../outcome/sendImages.ts";
import { takeBackSending } from "../outcome/takeBackSending.ts";
import { listTalk } from "../talk/listTalk.ts";
import { getNextWork } from "../tasks/getNextWork.ts";
import { saveAnnotation } from "../tasks/saveAnnotation.ts";
import { skipAssignment } from "../tasks/skipAssignment.ts";
import { countMatters } from "./countMatters.ts";
import { getInbox } from "./getInbox.ts";
import { reopenMatters, settleMatters } from "./settleMatters.ts";

const dayMs = 24 * 3600 * 1000;

onBothDatabases("The inbox", (use) => {
  let project: string;
  let people: { ann: string; ben: string; cem: string; lead: string };

  beforeEach(async () => {
    const images = Object.fromEntries(Array.from({ length: 22 }, (_, i) => [`${i}.jpg`, [1]]));
    ({ project } = await makeProject(use(), { images }));
    const person = (name: string, role: "annotator" | "lead") => makePerson(use(), project, name, [role]);
    people = {
      ann: await person("ann", "annotator"),
      ben: await person("ben", "annotator"),
      cem: await person("cem", "annotator"),
      lead: await person("lead", "lead"),
    };
  });

  const inDays = (days: number) => ({ ...use(), now: () => new Date(Date.now() + days * dayMs) });
  const look = async (ctx = inDays(0)) =>
    getInbox(ctx, { project, counted: await countMatters(ctx, { project }) });
  const give = () =>
    assignBatches(use(), { project, annotators: [people.ann, people.ben], batches: 1, overlap: 2, seed: 1 });
  const next = async (person: string) =>
    (await getNextWork(use(), { project, stage: "annotate", person })).current!;
  async function answer(person: string, labels: number[], flag: string | null = null) {
    const { id, image } = await next(person);
    await saveAnnotation(use(), { person, assignment: id, ...makeSave(makeDraft(labels, { flag })) });
    return image.id;
  }
  const settle = (matters: string[], text = "") =>
    settleMatters(use(), { project, matters, answer: text, person: people.lead, counted: [] });

  test("has a flag until a lead answers it, and again once the reason is another", async () => {
    await give();
    const image = await answer(people.ann, [1], "Two photos in one?");
    const { matters, counts, total } = await look();
    expect({ counts, total }).toEqual({ counts: [{ kind: "flag", matters: 1 }], total: 1 });
    expect(matters[0]).toMatchObject({
      ...{ kind: "flag", text: "Two photos in one?", mayBeRefined: true },
      ...{ person: { name: "ann" }, image: { id: image } },
    });
    const flag = matters[0]!.id;
    expect(await settle([flag, "no such matter"], "Take the larger one.")).toEqual({ settled: 1 });
    expect(await settle([flag], "Another lead came second.")).toEqual({ settled: 0 });
    expect(await look()).toMatchObject({
      ...{ matters: [], total: 0 },
      settled: [{ answer: "Take the larger one.", by: "lead", matter: { id: flag } }],
    });
    expect(await listTalk(use(), { project, person: people.ann })).toMatchObject({
      flags: [{ answer: "Take the larger one.", text: "Two photos in one?", answeredBy: "lead" }],
    });
    expect((await listTalk(use(), { project, person: people.ben })).flags).toEqual([]);
    const { entries } = await listHistory(use(), { project, image, limit: 3 });
    expect(entries[0]).toMatchObject({
      ...{ kind: "matter-settled", by: "lead" },
      ...{ before: { reason: "Two photos in one?" }, after: { comment: "Take the larger one." } },
    });

    expect(await reopenMatters(use(), { project, matters: [flag], person: people.lead })).toEqual({
      reopened: 1,
    });
    expect((await look()).matters).toHaveLength(1);
    expect((await listTalk(use(), { project, person: people.ann })).flags).toMatchObject([
      { state: "open", answer: "" },
    ]);
  });

  test("keeps what only a decision ends, such as an image that was skipped twice", async () => {
    await give();
    const { id, image } = await next(people.ann);
    for (const reason of ["too dark", "cannot tell"])
      await skipAssignment(use(), {
        ...{ person: people.ann, assignment: id, reason },
        operation: crypto.randomUUID(),
      });
    const { matters } = await look();
    expect(matters).toMatchObject([{ kind: "skipped", text: "cannot tell", assignment: id }]);
    expect(await settle([matters[0]!.id])).toEqual({ settled: 0 });
    const send = { project, images: [image.id], to: "refinement", reason: "dark", person: null } as const;
    await sendImages(use(), send);
    expect((await look()).matters).toEqual([]);

    // Taken back, it waits for the decision again, and its other annotator still has it.
    await takeBackSending(use(), { project, images: [image.id], reason: "no", person: null });
    expect((await look()).matters).toMatchObject([{ kind: "skipped", assignment: id }]);
    const states = (await listAssignmentsOf(use().db, [image.id])).map(({ state }) => state);
    expect(states.sort()).toEqual(["blocked", "open"]);
  });

  test("tells of people who are away, have nothing to do, or left their work", async () => {
    await give();
    const { db } = use();
    // One more image, which nobody has.
    const one = await next(people.ann);
    await db
      .updateTable("assignment")
      .set({ state: "withdrawn" })
      .where("imageId", "=", one.image.id)
      .execute();
    const seen = new Date(Date.now() + 2 * dayMs).toISOString();
    await db.updateTable("person").set({ lastSeenAt: seen }).where("id", "=", people.ben).execute();
    expect((await look()).matters).toMatchObject([{ kind: "free", person: { name: "cem" }, images: 1 }]);
    const kinds = async (days: number) =>
      (await look(inDays(days))).matters.map((matter) => [
        matter.kind,
        "person" in matter ? matter.person.name : "",
      ]);
    expect((await kinds(4)).sort()).toEqual([
      ["free", "cem"],
      ["idle", "ann"],
    ]);
    const ended = new Date().toISOString();
    await db.updateTable("membership").set({ endedAt: ended }).where("personId", "=", people.ann).execute();
    expect((await kinds(4)).sort()).toEqual([
      ["free", "cem"],
      ["left", "ann"],
    ]);
  });

  test("sets somebody's labels beside what their partners chose on the same images", async () => {
    await give();
    await answer(people.ann, [1, 2, 3]);
    await answer(people.ben, [1]);
    const rows = await listLeniency(use().db, project);
    expect(rows.find(({ person }) => person === people.ann)).toMatchObject({
      ...{ images: 1, labels: 3, sum: 2, squares: 4 },
    });
  });

  test("tells of a long action that failed, until it is done", async () => {
    const run = (task: () => Promise<void>) =>
      runJob(use(), { project: { id: project, name: "P" }, kind: "import-images" }, task);
    const failing = async () => {
      throw new Error("photos.csv, line 3: no such file");
    };
    await expect(run(failing)).rejects.toThrow("line 3");
    expect((await look()).matters).toMatchObject([
      { kind: "job", job: "import-images", text: "photos.csv, line 3: no such file" },
    ]);
    await run(async () => {});
    expect((await look()).matters).toEqual([]);
  });
});
