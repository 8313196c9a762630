import { beforeEach, describe, expect, it } from "vitest";
import { makeDraft, makePerson, makeProject, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import type { AssignmentView, WorkPosition } from "../../contract/tasks/work.ts";
import type { WorkMode } from "../../core/project/settings.ts";
import { streamFinalLabels } from "../../db/outcome/finalLabels.ts";
import { listBlocked } from "../../db/tasks/blocked.ts";
import { assignBatches } from "../batches/assignBatches.ts";
import { reassignWork } from "../batches/reassignWork.ts";
import type { Context } from "../context.ts";
import { getDrift } from "../people/getDrift.ts";
import { getOverview } from "../project/getOverview.ts";
import { countWaiting } from "./countWaiting.ts";
import { getMyWork } from "./getMyWork.ts";
import { getNextWork } from "./getNextWork.ts";
import { saveAnnotation } from "./saveAnnotation.ts";
import { skipAssignment } from "./skipAssignment.ts";

const first = Date.parse("2026-11-02T09:00:00Z");
const images = 20;

onBothDatabases("images answered twice", (use) => {
  let project: string;
  let ann: string;
  let ben: string;
  const onDay = (day: number): Context => ({ ...use(), now: () => new Date(first + day * 24 * 3600 * 1000) });
  const next = (ctx: Context, person = ann) => getNextWork(ctx, { project, stage: "annotate", person });
  const repeats = async () =>
    new Map(
      (await use().db.selectFrom("repeat").selectAll().where("projectId", "=", project).execute()).map(
        (row) => [row.imageId, row],
      ),
    );

  const begin = async (annotationMode: WorkMode, batches = 2, repeatShare = 0.2) => {
    const keys = Array.from({ length: images }, (_, at) => [`${at}.jpg`, [1]] as [string, number[]]);
    const settings = { annotationMode, repeatShare, imagesAhead: 3 };
    ({ project } = await makeProject(use(), { images: Object.fromEntries(keys), settings }));
    [ann, ben] = [
      await makePerson(use(), project, "ann", ["annotator"]),
      await makePerson(use(), project, "ben", ["annotator"]),
    ];
    if (annotationMode === "pull") return;
    await assignBatches(onDay(0), { project, annotators: [ann, ben], batches, overlap: 2, seed: 1 });
  };

  /** Submits images one after the other, and returns what was shown for each. */
  async function work(ctx: Context, count: number, labels: readonly number[] = [1], person = ann) {
    const seen: WorkPosition[] = [];
    let position = await next(ctx, person);
    for (; position.current && seen.length < count; ) {
      seen.push(position);
      const save = { person, assignment: position.current.id, ...makeSave(makeDraft([...labels])) };
      position = (await saveAnnotation(ctx, save)).next ?? (await next(ctx, person));
    }
    return { seen, last: position };
  }

  describe.each(["batches", "pull"] as const)("where images come in %s", (mode) => {
    beforeEach(() => begin(mode));

    it("come back after a week, from blank: no number on a page tells, and no label changes", async () => {
      await work(onDay(0), 6);
      // Not before a week is over.
      await work(onDay(6), 2);
      expect(await repeats()).toEqual(new Map());
      const { seen, last } = await work(onDay(9), 100, [2]);
      const given = await repeats();
      expect(given.size).toBeGreaterThanOrEqual(1);
      expect(given.size).toBeLessThanOrEqual(4);
      expect(last).toMatchObject({ current: null, progress: { done: images + given.size } });
      expect(new Set([...seen, last].map(({ progress }) => progress.total))).toEqual(
        new Set([images + given.size]),
      );
      const isRepeat = (view: AssignmentView | null) => given.has(view?.image.id ?? "");
      const [again] = seen.map(({ current }) => current).filter(isRepeat);
      const other = seen.map(({ current }) => current).find((view) => !isRepeat(view));
      expect(again).toMatchObject({ state: "open", draft: null, revision: 0, locked: false });
      expect(Object.keys(again!)).toEqual(Object.keys(other!));
      expect(again!.batch === null).toBe(other!.batch === null);
      expect(again!.cards.map(({ label }) => label)).toEqual(other!.cards.map(({ label }) => label));
      // The id is as old as the image's own, and the work does not end with a repeat.
      const { ofImageId } = given.get(again!.image.id)!;
      expect(again!.image.id.slice(0, 13)).toBe(ofImageId.slice(0, 13));
      expect(isRepeat(seen.at(-1)!.current)).toBe(false);

      await work(onDay(9), 100, [1], ben);
      const overview = await getOverview(onDay(9), { project });
      expect(overview.images).toMatchObject({ total: images, annotated: images, agreed: 8 });
      const labels = [];
      for await (const { key } of streamFinalLabels(use().db, project)) labels.push(key);
      expect(labels).toHaveLength(8);
      // What the lead learns: ann answered differently on all of them.
      const { people } = await getDrift(onDay(9), { project });
      expect(people.find(({ id }) => id === ann)?.repeats).toMatchObject({
        same: { count: 0, total: given.size, interval: [0, expect.any(Number)] },
        jaccard: { mean: 0, interval: null },
      });
      expect(people.find(({ id }) => id === ben)?.repeats).toBeNull();
    });
  });

  it("are told by neither the badge nor the batches", async () => {
    await begin("batches");
    await work(onDay(0), 8);
    const ctx = onDay(9);
    const counts = async () => {
      const [waiting] = await countWaiting(ctx, { person: ann });
      const [stage] = (await getMyWork(ctx, { project, person: ann })).stages;
      return [waiting!.annotate + stage!.done, stage!.total, ...stage!.batches.map(({ total }) => total)];
    };
    await next(ctx);
    const before = await counts();
    for (let nth = 0; nth < 9; nth++) {
      await work(ctx, 1);
      expect(await counts()).toEqual(before);
    }
    expect((await repeats()).size).toBeGreaterThan(0);
  });

  it("are nothing that waits for a lead, and go to nobody else", async () => {
    await begin("batches");
    await work(onDay(0), 8);
    const ctx = onDay(9);
    for (let position = await next(ctx); position.current; position = await next(ctx)) {
      const assignment = position.current.id;
      if ((await repeats()).has(position.current.image.id)) {
        const skip = { assignment, person: ann, reason: "other" } as const;
        await skipAssignment(ctx, { ...skip, operation: crypto.randomUUID() });
        break;
      }
      await saveAnnotation(ctx, { person: ann, assignment, ...makeSave(makeDraft([1])) });
    }
    expect(await listBlocked(ctx.db, project)).toEqual([]);
    const input = { project, stage: "annotate", from: ann, person: null } as const;
    const moved = await reassignWork(ctx, { ...input, to: [], states: ["open", "skipped"] });
    const rows = await use()
      .db.selectFrom("assignment")
      .innerJoin("repeat", "repeat.imageId", "assignment.imageId")
      .select(["assignment.personId", "assignment.state"])
      .where("repeat.projectId", "=", project)
      .execute();
    expect(rows.map(({ personId }) => personId)).toEqual(rows.map(() => ann));
    expect(rows.some(({ state }) => state === "withdrawn")).toBe(true);
    const { done } = (await next(ctx)).progress;
    const submitted = rows.filter(({ state }) => state === "submitted").length;
    expect(moved.withdrawn).toBe(images - done + submitted);
  });
});
