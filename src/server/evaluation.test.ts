import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { z } from "zod";
import { makeFinal, makeModel, makeProject } from "../../test/factories.ts";
import { onBothDatabases } from "../../test/onBothDatabases.ts";
import { createRelease } from "../actions/releases/createRelease.ts";
import type { getEvaluation } from "../contract/evaluation.ts";
import type { ImageList } from "../contract/images/findingImages.ts";
import type { getModels } from "../contract/models/models.ts";
import { evaluatedList } from "../core/evaluation/listEvaluated.ts";
import { insertEvent } from "../db/event.ts";
import { makeAccount, makeBrowser, startTestServer } from "./testServer.ts";

type Reply = z.infer<typeof getEvaluation.reply>;

onBothDatabases("models evaluated by a project's labels, over HTTP", (use) => {
  let project: string;
  let empty: string;
  let imageIds: Record<string, string>;
  let models: { good: string; other: string };
  let lead: ReturnType<typeof makeBrowser>;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const ctx = use();
    const originals = { "a.jpg": [1], "b.jpg": [2], "c.jpg": [3], "d.jpg": [4], "later.jpg": [5] };
    ({ project, imageIds } = await makeProject(ctx, { images: originals }));
    empty = (await makeProject(ctx, { images: { "e.jpg": [1] } })).project;
    models = {
      good: await makeModel(ctx, imageIds, "good", {
        "a.jpg": [1, 7],
        "b.jpg": [8, 2],
        "c.jpg": [3, 9],
        "d.jpg": [9, 4],
        "later.jpg": [5, 6],
      }),
      other: await makeModel(ctx, imageIds, "other", {
        "a.jpg": [7, 1],
        "b.jpg": [8, 3],
        "c.jpg": [9, 3],
        "d.jpg": [4, 9],
      }),
    };
    await makeModel(ctx, imageIds, "scarce", { "a.jpg": [1] });
    await makeFinal(ctx, imageIds["a.jpg"]!, [1]);
    await makeFinal(ctx, imageIds["b.jpg"]!, [2, 8]);
    await makeFinal(ctx, imageIds["c.jpg"]!, [3, 6]);
    await makeFinal(ctx, imageIds["d.jpg"]!, []);
    await createRelease(ctx, { project, name: "first", allowPending: true, person: null });
    await makeFinal(ctx, imageIds["later.jpg"]!, [6]);
    const server = await startTestServer(ctx);
    close = server.close;
    const email = `lead-${project}@example.org`;
    const person = await makeAccount(ctx, { email, projectId: project, roles: ["lead"] });
    await ctx.db
      .insertInto("membership")
      .values({ projectId: empty, personId: person, role: "lead", createdAt: "2026-01-01T00:00:00.000Z" })
      .execute();
    lead = makeBrowser(server.url);
    await lead.signIn(email);
  });
  afterAll(() => close());

  const get = async <Body>(path: string): Promise<Body> => {
    const response = await lead.send("GET", path);
    expect([path, response.status]).toEqual([path, 200]);
    return (await response.json()) as Body;
  };

  /** Asks as the page does, until the numbers are there. */
  const evaluate = (by = "", projectId = project) =>
    vi.waitFor(
      async () => {
        const reply = await get<Reply>(`/api/projects/${projectId}/evaluation${by && `?by=${by}`}`);
        expect(reply.isCurrent).toBe(true);
        return { ...reply, report: reply.report! };
      },
      { timeout: 60_000, interval: 200 },
    );
  const listOf = async (list: string, by = "") =>
    (
      await get<ImageList>(`/api/projects/${project}/evaluation/images/${list}${by && `?by=${by}`}`)
    ).images.map(({ key }) => key);

  it("is by the newest release, on the images that all evaluated models predicted", async () => {
    const { release, releases, report } = await evaluate();
    expect({ release, releases }).toEqual({ release: 1, releases: [{ number: 1, name: "first" }] });
    expect(report.images).toEqual({ labelled: 4, evaluated: 4 });
    expect(report.models.map(({ name, predicted, evaluated }) => [name, predicted, evaluated])).toEqual([
      ["good", 4, true],
      ["other", 4, true],
      ["scarce", 1, false],
    ]);
    expect(report.evaluation).toMatchObject({
      labels: { images: 4, histogram: { 0: 1, 1: 1, 2: 2 }, withOriginal: 4 },
      models: [
        { model: "good", real: { count: 3, total: 3 }, top1: { count: 2, total: 4 } },
        { model: "other", real: { count: 1, total: 3 }, top1: { count: 1, total: 4 } },
      ],
    });
    // Three of three are no certainty.
    expect(report.evaluation?.models[0]?.real.interval).toEqual([expect.closeTo(0.3487, 4), 1]);
  });

  it("takes the least group and the greatest number of labels of ASMA from who asks", async () => {
    const groupsOf = async (by: string) =>
      (await evaluate(by)).report.evaluation?.models[0]?.subgroups.groups.map(
        ({ labels, images, reason }) => [labels, images, reason],
      );
    const few = "fewer than 2 images";
    expect((await groupsOf("1"))?.slice(0, 2)).toEqual([
      ["1", 1, few],
      ["2", 2, undefined],
    ]);
    expect(await groupsOf("1&minimum=1&cap=1")).toEqual([["1+", 3, undefined]]);
    expect((await lead.send("GET", `/api/projects/${project}/evaluation?cap=0`)).status).toBe(400);
  });

  it("is by the final labels so far where they are asked for, with the images final since", async () => {
    const { release, report } = await evaluate("so-far");
    expect(release).toBeNull();
    // The other model has no prediction of the image that became final later.
    expect(report.images).toEqual({ labelled: 5, evaluated: 4 });
    expect(report.evaluation?.sensitivity.variants.map(({ variant }) => variant)).toContain("union");
  });

  it("lists the images behind a cell, a point, a confusion and a number of labels", async () => {
    const { good, other } = models;
    await evaluate();
    expect(await listOf(evaluatedList.cell(good, 2, "all"))).toEqual(["b.jpg", "c.jpg"]);
    expect(await listOf(evaluatedList.cell(good, 2, "not-original"))).toEqual(["b.jpg"]);
    expect(await listOf(evaluatedList.cell(good, 2, "not-valid"))).toEqual([]);
    expect(await listOf(evaluatedList.model(other, "not-valid"))).toEqual(["a.jpg", "c.jpg"]);
    expect(await listOf(evaluatedList.model(other, "not-original"))).toEqual(["a.jpg", "b.jpg", "c.jpg"]);
    expect(await listOf(evaluatedList.confusion(2, 8))).toEqual(["b.jpg"]);
    expect(await listOf(evaluatedList.labels(0))).toEqual(["d.jpg"]);
    expect(await listOf(evaluatedList.original(3), "so-far")).toEqual(["c.jpg"]);
    expect(await listOf("no such list")).toEqual([]);
  });

  it("tells of each image the original, the valid and the predicted labels", async () => {
    const setsOf = async (list: string) => {
      const path = `/api/projects/${project}/evaluation/images/${list}`;
      return (await get<ImageList>(path)).images.map(({ sets }) => sets);
    };
    expect(await setsOf(evaluatedList.cell(models.good, 2, "not-original"))).toEqual([
      [
        { who: "original", labels: [2] },
        { who: "valid", labels: [2, 8] },
        { who: "good", labels: [8] },
      ],
    ]);
    expect(await setsOf(evaluatedList.labels(1))).toEqual([
      [
        { who: "original", labels: [1] },
        { who: "valid", labels: [1] },
        { who: "1 of 2 models", labels: [1] },
        { who: "1 of 2 models", labels: [7] },
      ],
    ]);
  });

  it("is made anew when a model comes in, and refuses a release that is not there", async () => {
    const ctx = use();
    await evaluate();
    const late = await makeModel(ctx, imageIds, "late", {
      "a.jpg": [1],
      "b.jpg": [2],
      "c.jpg": [3],
      "d.jpg": [4],
    });
    await ctx.db
      .insertInto("scoreImport")
      .values({
        projectId: project,
        modelId: late,
        hasScores: 1,
        sourceJson: "{}",
        rowsDone: 4,
        createdAt: "2026-01-01T00:00:00.000Z",
        completedAt: "2026-01-01T00:00:00.000Z",
      })
      .execute();
    const { report } = await evaluate();
    expect(report.evaluation?.models.map(({ model }) => model)).toContain("late");
    const refused = await lead.send("GET", `/api/projects/${project}/evaluation?by=7`);
    expect(refused.status).toBe(404);
    expect(await refused.json()).toMatchObject({ message: "The project has no release 7." });
  });

  it("has nothing to say of a project without labels or models", async () => {
    const { release, report } = await evaluate("", empty);
    expect(release).toBeNull();
    const nothing = { models: [], evaluation: null, seen: {} };
    expect(report).toEqual({ images: { labelled: 0, evaluated: 0 }, ...nothing });
  });

  it("compares the models as proposers apart from the server's thread too", async () => {
    const learned = {
      name: "probe of good",
      embeddings: "good",
      images: 6,
      decided: 0,
      figures: [{ k: 1, found: 3, images: 6, share: 0.5, interval: [0.19, 0.81] }],
    };
    const at = "2026-01-01T00:00:00.000Z";
    const after = { ...learned, sha256: "0", method: {} };
    await insertEvent(use().db, { project, at, person: null, kind: "probe-learned", after });
    const ask = () => get<z.infer<typeof getModels.reply>>(`/api/projects/${project}/models`);
    const report = await vi.waitFor(
      async () => {
        const { report } = await ask();
        expect(report).not.toBeNull();
        return report!;
      },
      { timeout: 60_000, interval: 200 },
    );
    expect((await ask()).probes).toEqual([{ ...learned, at }]);
    expect(report.finalImages).toBe(5);
    expect(report.comparison?.models.map(({ model }) => model)).toContain("good");
  });
});
