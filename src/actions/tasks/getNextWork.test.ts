import { beforeEach, expect, it } from "vitest";
import { makeDraft, makePerson, makeProject, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import type { WorkPosition } from "../../contract/tasks/work.ts";
import { newId } from "../../db/sql/newId.ts";
import { assignBatches } from "../batches/assignBatches.ts";
import { getNextWork } from "./getNextWork.ts";
import { saveAnnotation } from "./saveAnnotation.ts";
import { skipAssignment } from "./skipAssignment.ts";

const imagesAhead = 8;

onBothDatabases("what comes next, for a page that holds some of it", (use) => {
  let project: string;
  let ann: string;
  let ben: string;
  let begun: WorkPosition;

  beforeEach(async () => {
    const keys = Array.from({ length: 12 }, (_, image) => [`${image}.jpg`, [1]]);
    const settings = { imagesAhead, askAboutFound: true };
    ({ project } = await makeProject(use(), { images: Object.fromEntries(keys), settings }));
    ann = await makePerson(use(), project, "ann", ["annotator"]);
    ben = await makePerson(use(), project, "ben", ["annotator"]);
    await assignBatches(use(), { project, annotators: [ann, ben], batches: 1, overlap: 2, seed: 1 });
    begun = await getNextWork(use(), { project, stage: "annotate", person: ann });
  });

  const pagesOf = ({ current, ahead }: WorkPosition) =>
    (current ? [current, ...ahead] : ahead).map(({ id }) => id);
  /** What a page holds after loading this. */
  const held = (position: WorkPosition) =>
    Object.fromEntries([position.current!, ...position.ahead].map(({ id, revision }) => [id, revision]));
  const submit = async (
    assignment: string,
    holds?: Record<string, number>,
    { yes = [1], operation = newId() } = {},
  ) => {
    const body = makeSave(makeDraft(yes, { search: yes.filter((label) => label >= 20) }), { operation });
    return (await saveAnnotation(use(), { person: ann, assignment, ...body, ...(holds ? { holds } : {}) }))
      .next!;
  };

  it("gives all images ahead at first, and the order in which they come", () => {
    expect(begun.order).toHaveLength(imagesAhead + 1);
    expect(pagesOf(begun)).toEqual(begun.order);
  });

  it("after a submission leaves out what the page holds: one image has moved up", async () => {
    const [first, ...others] = begun.order;
    const next = await submit(first!, held(begun));
    expect(next.order.slice(0, -1)).toEqual(others);
    expect(next.current).toBeNull();
    expect(pagesOf(next)).toEqual([next.order.at(-1)]);
    expect(next.progress).toMatchObject({ done: 1, total: 12 });
    const opened = await use()
      .db.selectFrom("assignment")
      .select("id")
      .where("personId", "=", ann)
      .where("openedAt", "is not", null)
      .orderBy("position")
      .execute();
    expect(opened.map(({ id }) => id)).toEqual([first, others[0]]);
  });

  it("gives the first few pages to whoever says nothing of what they hold", async () => {
    const next = await submit(begun.order[0]!);
    expect(pagesOf(next)).toEqual(next.order.slice(0, 4));
    expect(next.order).toHaveLength(imagesAhead + 1);
  });

  it("gives again what was changed elsewhere, or has a question more", async () => {
    const [first, second, third, fourth] = begun.order as [string, string, string, string];
    const draft = makeSave(makeDraft([3]), { state: "draft" });
    await saveAnnotation(use(), { person: ann, assignment: third, ...draft });
    const changed = await submit(first, held(begun));
    expect(changed.ahead.find(({ id }) => id === third)).toMatchObject({
      revision: 1,
      draft: makeDraft([3]),
    });

    // Ben finds another label on an image that Ann has submitted: she is asked about it.
    await submit(second, held(begun));
    const { imageId } = await use()
      .db.selectFrom("assignment")
      .select("imageId")
      .where("id", "=", second)
      .executeTakeFirstOrThrow();
    const bens = await use()
      .db.selectFrom("assignment")
      .select("id")
      .where("imageId", "=", imageId)
      .where("personId", "=", ben)
      .executeTakeFirstOrThrow();
    const found = makeSave(makeDraft([1, 33], { search: [33] }));
    await saveAnnotation(use(), { person: ben, assignment: bens.id, ...found });
    const asked = await submit(fourth, { ...held(begun), [second]: 1 });
    const page = [asked.current, ...asked.ahead].find((view) => view?.id === second);
    expect(page?.cards.at(-1)).toEqual({ label: 33, how: "question", decide: true });
  });

  it("answers an operation that is sent again, whatever the page holds by then", async () => {
    const operation = newId();
    const first = await submit(begun.order[0]!, held(begun), { operation });
    const again = await submit(begun.order[0]!, undefined, { operation });
    expect(again.order).toEqual(first.order);
    expect(pagesOf(again)).toHaveLength(4);
  });

  it("does the same where an image is put off", async () => {
    const [first, second] = begun.order;
    const { next } = await skipAssignment(use(), {
      person: ann,
      assignment: first!,
      operation: newId(),
      reason: "too dark",
      holds: held(begun),
    });
    expect([next!.order[0], next!.current]).toEqual([second, null]);
    expect(next!.order).not.toContain(first);
  });
});
