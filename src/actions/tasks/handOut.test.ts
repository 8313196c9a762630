import { beforeEach, describe, expect, it } from "vitest";
import { makeDraft, makePerson, makeProject, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { listSubmitted } from "../../db/tasks/annotation.ts";
import { planAssignment } from "../batches/planAssignment.ts";
import type { Context } from "../context.ts";
import { getMyWork } from "./getMyWork.ts";
import { getNextWork } from "./getNextWork.ts";
import { saveAnnotation } from "./saveAnnotation.ts";

const start = Date.parse("2026-01-01T09:00:00.000Z");
const minute = 60_000;
const keys = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}.jpg`, [1]]));

onBothDatabases("images handed out one by one", (use) => {
  let project: string;
  let imageIds: Record<string, string>;
  let time: number;
  const ctx = (): Context => ({ ...use(), now: () => new Date(time) });
  const person = (name: string) => makePerson(use(), project, name, ["annotator"]);
  const next = async (who: string) =>
    (await getNextWork(ctx(), { project, stage: "annotate", person: who })).current;
  const save = (who: string, assignment: string, state: "draft" | "submitted" = "submitted", revision = 0) =>
    saveAnnotation(ctx(), {
      person: who,
      assignment,
      ...makeSave(makeDraft([1]), { state, revision }),
    });
  const make = async (images: number) => {
    ({ project, imageIds } = await makeProject(use(), {
      images: keys(images),
      settings: { annotationMode: "pull", leaseMinutes: 30 },
    }));
  };
  beforeEach(() => {
    time = start;
  });

  it("go to 50 people who ask at once, each to two, and to nobody twice", async () => {
    await make(20);
    const people = await Promise.all(Array.from({ length: 50 }, (_, index) => person(`p${index}`)));
    const got = await Promise.all(people.map(next));
    const given = got.flatMap((view) => (view ? [view.image.id] : []));
    expect(given).toHaveLength(40);
    for (const image of Object.values(imageIds)) expect(given.filter((one) => one === image)).toHaveLength(2);
    // All submit at once, and whoever is free continues: in the end nobody gets anything, and every image counts twice.
    const replies = await Promise.all(
      got.map(async (view, index) => (view ? save(people[index]!, view.id) : undefined)),
    );
    for (const reply of replies) {
      if (reply) expect([reply.saved.extra, reply.next?.current]).toEqual([false, null]);
    }
    for (const image of Object.values(imageIds)) {
      expect(await listSubmitted(use().db, image, ["annotate"])).toHaveLength(2);
    }
  });

  it("are finished one after the other, each person working through all", async () => {
    await make(5);
    const [ann, ben] = [await person("ann"), await person("ben")];
    const order = { ann: [] as string[], ben: [] as string[] };
    for (const [name, who] of [
      ["ann", ann],
      ["ben", ben],
    ] as const) {
      for (let view = await next(who); view; view = (await save(who, view.id)).next?.current ?? null) {
        order[name].push(view.image.id);
      }
    }
    expect(order.ann).toHaveLength(5);
    expect(order.ben).toEqual(order.ann);
    const { stages } = await getMyWork(ctx(), { project, person: ann });
    expect(stages[0]).toMatchObject({ done: 5, total: 5 });
  });

  it("count what could still be taken as work that is left", async () => {
    await make(3);
    const ann = await person("ann");
    await next(ann);
    const { stages } = await getMyWork(ctx(), { project, person: ann });
    expect(stages[0]).toMatchObject({ done: 0, total: 3 });
  });

  describe("with a lease", () => {
    it("that is renewed by any save, and frees the place once it has ended", async () => {
      await make(1);
      const [ann, ben, cem] = [await person("ann"), await person("ben"), await person("cem")];
      const hers = await next(ann);
      await next(ben);
      time += 29 * minute;
      await save(ann, hers!.id, "draft");
      time += 29 * minute;
      // Ben's lease has ended, hers has not.
      expect(await next(cem)).not.toBeNull();
      expect(await next(await person("dan"))).toBeNull();
    });

    it("that a clock which ran ahead has written ends, all the same, a lease after somebody misses it", async () => {
      await make(1);
      const [ann, ben, cem] = [await person("ann"), await person("ben"), await person("cem")];
      time += 400 * 24 * 60 * minute;
      await next(ann);
      await next(ben);
      time = start;
      expect(await next(cem)).toBeNull();
      time += 29 * minute;
      expect(await next(cem)).toBeNull();
      time += 2 * minute;
      const his = await next(cem);
      expect(his).not.toBeNull();
      expect((await save(cem, his!.id)).saved).toMatchObject({ state: "submitted", extra: false });
    });

    it("whose late submission takes its place while that is free", async () => {
      await make(1);
      const [ann, ben] = [await person("ann"), await person("ben")];
      const hers = await next(ann);
      await next(ben);
      time += 31 * minute;
      expect((await save(ann, hers!.id)).saved).toMatchObject({ state: "submitted", extra: false });
    });

    it("whose late submission is kept as extra, and not counted, where somebody else has the place", async () => {
      await make(1);
      const [ann, ben, cem, dan] = [
        await person("ann"),
        await person("ben"),
        await person("cem"),
        await person("dan"),
      ];
      const hers = await next(ann);
      await next(ben);
      time += 31 * minute;
      const [theirs, his] = [await next(cem), await next(dan)];
      expect((await save(ann, hers!.id)).saved).toMatchObject({ state: "submitted", extra: true });
      await save(cem, theirs!.id);
      await save(dan, his!.id);
      const counted = await listSubmitted(use().db, imageIds["0.jpg"]!, ["annotate"]);
      expect(counted.map((row) => row.person).sort()).toEqual([cem, dan].sort());
      const event = await use()
        .db.selectFrom("event")
        .select("afterJson")
        .where("personId", "=", ann)
        .where("kind", "=", "submitted")
        .executeTakeFirstOrThrow();
      expect(JSON.parse(event.afterJson!)).toMatchObject({ saved: { extra: true } });
    });

    it("goes on where its person comes back in time, and is somebody else's where they do not", async () => {
      await make(2);
      const [ann, ben, cem] = [await person("ann"), await person("ben"), await person("cem")];
      const hers = await next(ann);
      time += 31 * minute;
      expect((await next(ann))?.id).toBe(hers!.id);
      time += 31 * minute;
      await Promise.all([next(ben), next(cem)]);
      const now = await next(ann);
      expect([hers!.image.id, null]).not.toContain(now?.image.id ?? null);
    });
  });

  it("are not given in batches as well", async () => {
    await make(2);
    const annotators = [await person("ann"), await person("ben")];
    await expect(
      planAssignment(use().db, project, { annotators, batches: 1, seed: 1 }),
    ).rejects.toMatchObject({ code: "not-ready" });
  });
});

onBothDatabases("images that wait for an expert", (use) => {
  it("go to 20 experts who ask at once, each to one", async () => {
    const { project, imageIds } = await makeProject(use(), { images: keys(12) });
    const at = "2026-01-01T00:00:00.000Z";
    await use()
      .db.insertInto("agreement")
      .values(
        Object.values(imageIds).map((imageId) => ({
          imageId,
          agreed: 0,
          labelsJson: "[]",
          reasonsJson: '["sets-differ"]',
          at,
        })),
      )
      .execute();
    const experts = await Promise.all(
      Array.from({ length: 20 }, (_, index) => makePerson(use(), project, `e${index}`, ["expert"])),
    );
    const got = await Promise.all(
      experts.map((person) => getNextWork(use(), { project, stage: "refine", person })),
    );
    const given = got.flatMap(({ current }) => (current ? [current.image.id] : []));
    expect(given.sort()).toEqual(Object.values(imageIds).sort());
  });
});
