import { beforeEach, describe, expect, it } from "vitest";
import { makeDraft, makePerson, makeProject, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { mentionOf } from "../../core/talk/mentions.ts";
import type { Stage } from "../../core/tasks/stage.ts";
import { listRepeatable } from "../../db/people/repeat.ts";
import { assignBatches } from "../batches/assignBatches.ts";
import { listHistory } from "../images/listHistory.ts";
import { getInbox } from "../inbox/getInbox.ts";
import { deleteProject } from "../project/deleteProject.ts";
import { countWaiting } from "../tasks/countWaiting.ts";
import { getNextWork } from "../tasks/getNextWork.ts";
import { saveAnnotation } from "../tasks/saveAnnotation.ts";
import { getThread } from "./getThread.ts";
import { listTalk } from "./listTalk.ts";
import { answerFlag, reopenFlag } from "./settleFlag.ts";
import { editMessage, takeBackMessage, writeMessage } from "./writeMessage.ts";

onBothDatabases("talk of an image", (use) => {
  let project: string;
  let image: string;
  let people: Record<"ann" | "ben" | "eva" | "lead", string>;

  beforeEach(async () => {
    const { project: id, imageIds } = await makeProject(use(), { images: { "one.jpg": [1] } });
    [project, image] = [id, imageIds["one.jpg"]!];
    const person = (name: string, role: "annotator" | "expert" | "lead") =>
      makePerson(use(), project, name, [role]);
    people = {
      ann: await person("ann", "annotator"),
      ben: await person("ben", "annotator"),
      eva: await person("eva", "expert"),
      lead: await person("lead", "lead"),
    };
    const annotators = [people.ann, people.ben];
    await assignBatches(use(), { project, annotators, batches: 1, overlap: 2, seed: 1 });
  });

  const answer = async (
    person: string,
    labels: number[],
    stage: Stage = "annotate",
    flag: string | null = null,
  ) => {
    const { current } = await getNextWork(use(), { project, stage, person });
    const draft = makeDraft(labels, { flag, comment: stage === "refine" ? "Both." : "" });
    await saveAnnotation(use(), { person, assignment: current!.id, ...makeSave(draft) });
  };
  const read = (person: string) => getThread(use(), { project, image, person });
  const texts = async (person: string) => (await read(person)).entries.map(({ text }) => text);
  const write = (person: string, text: string, to: string | null = null, operation = crypto.randomUUID()) =>
    writeMessage(use(), { project, image, person, text, to, operation });
  const inbox = async () => {
    const { matters } = await getInbox(use(), { project, counted: [], lead: people.lead });
    return matters.map((matter) => [matter.kind, "text" in matter ? matter.text : ""]);
  };
  const unread = async (person: string) => (await countWaiting(use(), { person }))[0]!.messages;

  it("reaches each person when they may know it, and no earlier", async () => {
    const { ann, ben, eva, lead } = people;
    await expect(write(eva, "Too early.")).rejects.toThrow("cannot write of this image now");
    await answer(ann, [1], "annotate", "Two in one?");
    await write(ann, "Shall I count both?");
    expect((await inbox()).sort()).toEqual([
      ["flag", "Two in one?"],
      ["question", "Shall I count both?"],
    ]);
    const all = `For everybody, ${mentionOf(ben)}.`;
    expect((await write(lead, all)).waiting).toEqual([{ id: ben, name: "ben" }]);
    // A question stays until its author is answered, or everybody is.
    expect(await inbox()).toEqual([["flag", "Two in one?"]]);
    expect((await write(lead, "Count both.", ann)).waiting).toEqual([]);
    expect([await unread(ann), await unread(ben)]).toEqual([1, 0]);

    const hers = ["Two in one?", "Shall I count both?", "Count both."];
    expect(await texts(ann)).toEqual(hers);
    expect(await unread(ann)).toBe(0);
    for (const person of [ben, eva]) expect(await texts(person)).toEqual([]);
    expect(await read(ann)).toMatchObject({ mayWrite: true, isForLeads: true });
    expect((await read(ann)).people.map(({ name }) => name)).toEqual(["eva", "lead"]);
    expect((await read(lead)).askers.map(({ name }) => name)).toEqual(["ann"]);
    expect((await read(lead)).entries.at(-2)).toMatchObject({ waiting: [{ name: "ben" }], isPrivate: false });

    // In refinement, experts read open messages; annotators do not, because their answers may still change.
    await answer(ben, [2]);
    expect(await texts(ben)).toEqual([]);
    expect(await texts(eva)).toEqual([all]);
    await write(eva, `I see it, ${mentionOf(lead)}.`);
    expect(await inbox()).toContainEqual(["mention", "I see it, @lead."]);
    await read(lead);
    expect(await inbox()).toEqual([["flag", "Two in one?"]]);

    // Refined: the answers are locked.
    const before = new Date(Date.now() + 1).toISOString();
    const repeatable = () => listRepeatable(use().db, { project, stage: "annotate", person: ben }, before);
    await answer(eva, [1, 2], "refine");
    expect(await unread(ben)).toBe(1);
    expect(await repeatable()).toEqual([image]);
    const everything = [...hers.slice(0, 2), all, "Count both.", `I see it, ${mentionOf(lead)}.`];
    for (const person of [ben, ann, eva]) expect(await texts(person)).toEqual(everything);
    expect(await unread(ben)).toBe(0);
    // People who have read it are not given the image again as if they had not.
    expect(await repeatable()).toEqual([]);
    expect((await listTalk(use(), { project, person: ben })).threads).toMatchObject([
      { image: { id: image }, unread: 0, last: { author: { name: "eva" } } },
    ]);
    expect(JSON.stringify(await listTalk(use(), { project, person: ann }))).not.toContain("one.jpg");
    await deleteProject(use(), { project, name: (await projectName())! });
  });

  const projectName = async () =>
    (await use().db.selectFrom("project").select("name").where("id", "=", project).executeTakeFirst())?.name;

  describe("once written", () => {
    it("is edited and taken back by its author alone, and the history keeps what it said", async () => {
      const { ann, ben, lead } = people;
      const operation = crypto.randomUUID();
      const { message } = await write(lead, "First.", null, operation);
      expect(await write(lead, "First.", null, operation)).toEqual({ message, waiting: [] });
      await expect(write(lead, "Another.", null, operation)).rejects.toThrow("used before");
      const change = (person: string) => ({ project, message, person, operation: crypto.randomUUID() });
      await expect(takeBackMessage(use(), change(ann))).rejects.toThrow("no such message of yours");
      const { waiting } = await editMessage(use(), { ...change(lead), text: `Second, ${mentionOf(ben)}.` });
      expect(waiting.map(({ name }) => name)).toEqual(["ben"]);
      expect((await read(lead)).entries).toMatchObject([
        { text: `Second, ${mentionOf(ben)}.`, editedAt: expect.any(String) },
      ]);
      await takeBackMessage(use(), change(lead));
      expect((await read(lead)).entries).toMatchObject([{ text: "", isTakenBack: true, mentions: [] }]);
      await expect(editMessage(use(), { ...change(lead), text: "Third." })).rejects.toThrow(
        "taken this message back",
      );
      const { entries } = await listHistory(use(), { project, image, limit: 3 });
      expect(entries.map(({ kind, before, after }) => [kind, before?.comment, after?.comment])).toEqual([
        ["message-taken-back", "Second, @ben.", undefined],
        ["message-edited", "First.", "Second, @ben."],
        ["message-written", undefined, "First."],
      ]);
    });

    it("mentions nobody whom its author may not know", async () => {
      const { ann, ben, lead } = people;
      await expect(write(ann, `${mentionOf(ben)}?`)).rejects.toThrow("cannot mention");
      await expect(write(lead, `${mentionOf("nobody")}?`)).rejects.toThrow("cannot mention");
      await expect(write(ann, "For you alone.", lead)).rejects.toThrow("Only a lead");
    });
  });

  it("answers a flag, which its author may open again, with what was answered kept", async () => {
    const { ann, ben, eva, lead } = people;
    await answer(ann, [1], "annotate", "Two in one?");
    const flag = (await read(ann)).entries[0]!.id;
    const of = (person: string) => ({ project, image, flag, person, operation: crypto.randomUUID() });
    for (const person of [ann, ben, eva])
      await expect(answerFlag(use(), { ...of(person), answer: "x" })).rejects.toThrow("no such flag");
    await expect(answerFlag(use(), { ...of(lead), image: "none", answer: "x" })).rejects.toThrow(
      "no such image",
    );
    const answered = { ...of(lead), answer: "Take the larger one." };
    expect(await answerFlag(use(), answered)).toEqual({ isSettled: true });
    expect(await answerFlag(use(), answered)).toEqual({ isSettled: true });
    expect(await answerFlag(use(), { ...of(lead), answer: "Too late." })).toEqual({ isSettled: false });
    expect(await inbox()).toEqual([]);
    expect(await texts(ben)).toEqual([]);
    expect((await listTalk(use(), { project, person: ann })).counts).toEqual({
      open: 0,
      answered: 1,
      closed: 0,
    });
    expect((await read(ann)).entries).toMatchObject([
      { kind: "flag", flag: { state: "answered", mayReopen: true, mayAnswer: false } },
      { kind: "answer", text: "Take the larger one.", author: { name: "lead" } },
    ]);
    await expect(reopenFlag(use(), of(ben))).rejects.toThrow("no such flag");
    expect(await reopenFlag(use(), of(ann))).toEqual({ isOpen: true });
    expect((await read(ann)).entries).toMatchObject([
      { kind: "flag", flag: { state: "open" } },
      { kind: "message", text: "Take the larger one.", to: { name: "ann" } },
    ]);
    expect(await inbox()).toEqual([["flag", "Two in one?"]]);
    await answerFlag(use(), { ...of(lead), answer: "" });
    expect((await listTalk(use(), { project, person: ann })).counts.closed).toBe(1);
  });
});
