import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { makeFinal, makeModel, makePerson, makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { runProgram } from "../../../test/servers/runProgram.ts";
import type { ErrorView, RateErrorBody } from "../../contract/severity.ts";
import { newId } from "../../db/sql/newId.ts";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { evaluateStored } from "../evaluation/evaluateStored.ts";
import { listHistory } from "../images/listHistory.ts";
import { createRelease } from "../releases/createRelease.ts";
import { getMyWork } from "../tasks/getMyWork.ts";
import { drawErrorSample } from "./drawErrorSample.ts";
import { exportErrors } from "./exportErrors.ts";
import { getError, getNextError } from "./getNextError.ts";
import { listErrorSamples } from "./listErrorSamples.ts";
import { rateError } from "./rateError.ts";

const folder = temporaryFolder();

onBothDatabases("how bad a model's errors are", (use) => {
  let project: string;
  let imageIds: Record<string, string>;
  let model: string;
  let experts: string[];

  // Ten images of label 1: "one" is wrong on eight of them, "two" on two.
  const keys = Array.from({ length: 10 }, (_, at) => `${at}.jpg`);
  beforeEach(async () => {
    ({ project, imageIds } = await makeProject(use(), {
      images: Object.fromEntries(keys.map((key) => [key, [1]])),
    }));
    for (const key of keys) await makeFinal(use(), imageIds[key]!, [1]);
    const say = (wrong: number, label: number) =>
      Object.fromEntries(keys.map((key, at) => [key, at < wrong ? [label, 1] : [1, label]]));
    model = await makeModel(use(), imageIds, "one", say(8, 2));
    await makeModel(use(), imageIds, "two", say(2, 3));
    experts = await Promise.all(["eva", "eli"].map((name) => makePerson(use(), project, name, ["expert"])));
  });

  const draw = (count: number, seed = 1, by?: string) =>
    drawErrorSample(use(), { project, model, count, seed, by, person: null });
  const next = (person: string) => getNextError(use(), { project, person });
  const rate = (person: string, error: ErrorView, rating: Partial<RateErrorBody> = {}) =>
    rateError(use(), {
      ...{ error: error.id, person, operation: newId(), revision: error.revision, activeMs: 900 },
      ...{ severity: "minor" as const, cause: null, comment: "", ...rating },
    });

  it("is asked of errors drawn at random, without saying whose they are", async () => {
    expect(await draw(4)).toEqual({ number: 1, drawn: 4, errors: 8 });
    const [eva, eli] = experts as [string, string];
    const first = (await next(eva)).current!;
    expect(first).toMatchObject({ label: 2, labels: [1], rating: null });
    expect(JSON.stringify(first)).not.toContain("one");
    // It is hers for now, so somebody else gets another one.
    const other = (await next(eli)).current!;
    expect(other.id).not.toBe(first.id);
    expect((await next(eva)).current!.id).toBe(first.id);
    const sampled = async (seed: number) => {
      const { number } = await draw(4, seed);
      const { body } = await exportErrors(use(), { project, sample: number });
      return (await Array.fromAsync(body)).join("");
    };
    expect(await sampled(1)).toBe(await sampled(1));
    await expect(draw(4, 1, "7")).rejects.toMatchObject({ code: "not-found" });
  });

  it("is stored once for each operation, changed by whoever said it, and kept in the history", async () => {
    await draw(3);
    const [eva, eli] = experts as [string, string];
    const { current } = await next(eva);
    const operation = newId();
    const after = await rate(eva, current!, { operation, severity: "major", cause: "spurious" });
    expect(after.next!.progress).toEqual({ done: 1, left: 2 });
    const again = await rate(eva, current!, { operation, severity: "major", cause: "spurious" });
    expect(again).toEqual(after);
    await expect(rate(eva, current!)).rejects.toMatchObject({ code: "conflict" });
    await expect(rate(eli, { ...current!, revision: 1 })).rejects.toMatchObject({ code: "not-found" });
    const own = await getError(use(), { error: current!.id, person: eva });
    expect(own).toMatchObject({ revision: 1, rating: { severity: "major", cause: "spurious" } });
    await rate(eva, own, { severity: "borderline", comment: "could be either" });
    const { entries } = await listHistory(use(), { project, image: current!.image.id, limit: 9 });
    expect(entries.filter(({ kind }) => kind === "error-rated")).toHaveLength(2);
    expect((await getMyWork(use(), { project, person: eva })).errors).toEqual({ done: 1, left: 2 });
  });

  it("gives the rate of major mistakes on the page, beside a release, and by the exported table", async () => {
    const release = await createRelease(use(), { project, name: "one", allowPending: false, person: null });
    await draw(8, 3, String(release.number));
    const [eva] = experts as [string];
    for (let { current } = await next(eva), at = 0; current; at++) {
      const { next: on } = await rate(eva, current, {
        severity: at < 2 ? "major" : at < 3 ? "correct" : "minor",
        cause: at < 2 ? "fine-grained" : null,
      });
      current = on!.current;
    }
    const [sample] = (await listErrorSamples(use(), { project })).samples;
    expect(sample).toMatchObject({
      ...{ number: 1, model: "one", release: 1, seed: 3 },
      errors: { count: 8, total: 10 },
      rated: { count: 8, total: 8 },
    });
    // Of ten images, eight are errors, and a quarter of these are major.
    expect(sample!.major.share).toBeCloseTo(0.2, 12);
    expect(sample!.major.interval![0]).toBeLessThan(0.2);

    const settings = { minimum: 1, cap: 10 };
    const stored = async (number: number | null) =>
      (await evaluateStored(use().db, { project, release: number, ...settings })).report.seen.severity!;
    const onPage = await stored(1);
    expect(await stored(null)).toEqual(onPage);
    // The other model's errors were not drawn, so nothing is said about it.
    expect(onPage).toMatchObject({
      rated: 8,
      causes: [{ cause: "fine-grained", errors: 2 }],
      models: [{ model: "one", rated: 8, shares: { major: { count: 2, total: 8 } } }],
    });
    expect(onPage.models[0]!.major).toEqual(sample!.major);

    const root = await folder;
    const write = async (name: string, text: string) => {
      const file = join(root, `${newId()}-${name}`);
      await writeFile(file, text);
      return file;
    };
    const { body } = await exportErrors(use(), { project, sample: 1 });
    const files = {
      labels: await write("labels.csv", `image,label\n${keys.map((key) => `${key},1`).join("\n")}\n`),
      one: await write(
        "one.csv",
        `image,rank,label\n${keys.flatMap((key, at) => [`${key},1,${at < 8 ? 2 : 1}`, `${key},2,${at < 8 ? 1 : 2}`]).join("\n")}\n`,
      ),
      severity: await write("severity.csv", (await Array.fromAsync(body)).join("")),
    };
    const call = [
      "evaluate",
      "--images",
      files.labels,
      "--labels",
      files.labels,
      "--predictions",
      files.one,
      "--severity",
      files.severity,
    ];
    const { out, error } = await runProgram([...call, "--allow-implausible", "--json"], { cwd: root });
    expect(error).not.toMatch(/^error/im);
    const { severity } = JSON.parse(out) as { severity: { models: { major_of_images: number }[] } };
    expect(severity.models[0]!.major_of_images).toBeCloseTo(sample!.major.share!, 12);
  });
});
