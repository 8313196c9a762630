import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeProject } from "../../test/factories.ts";
import { openFolder } from "../../test/openFolder.ts";
import { runProgram } from "../../test/servers/runProgram.ts";
import { insertRelease } from "../db/releases.ts";
import { newId } from "../db/sql/newId.ts";
import { findPoints, findUnexplained } from "./testing/evaluateJson.ts";

describe("release diff", () => {
  let data: string;
  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), "multilabelfy-diff-"));
    const ctx = await openFolder(data);
    const { db } = ctx;
    const { project, imageIds } = await makeProject(ctx, {
      images: { "a.jpg": [], "b.jpg": [], "c.jpg": [] },
    });
    const versions: Record<string, number[]>[] = [
      { "a.jpg": [1], "b.jpg": [2, 3] },
      { "a.jpg": [1, 4], "b.jpg": [2, 3], "c.jpg": [] },
    ];
    for (const [at, version] of versions.entries()) {
      const protocol = { program: "multilabelfy", settings: { overlap: at + 2 } };
      const release = {
        id: newId(),
        projectId: project,
        number: at + 1,
        name: `version ${at + 1}`,
        by: "Lead",
        at: "2026-01-01T00:00:00.000Z",
        protocolJson: JSON.stringify(protocol),
        pending: 0,
        sha256: "x",
      };
      const images = Object.entries(version).map(([imageKey, labels]) => ({
        imageId: imageIds[imageKey]!,
        imageKey,
        labelsJson: JSON.stringify(labels),
        provenance: "agreed" as const,
      }));
      await insertRelease(db, release, images);
    }
    await db.destroy();
  });
  afterAll(() => rm(data, { recursive: true }));

  const run = (...args: string[]) => runProgram(["release", "diff", ...args, "--data", data], { cwd: data });

  it("tells protocols, counts, labels and images as JSON", async () => {
    const { code, out } = await run("1", "2", "--images", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      base: { number: 1, images: 2, mean: 1.5 },
      release: { number: 2, images: 3, none: 1 },
      protocol: [{ name: "Settings: overlap", base: "2", release: "3" }],
      inBoth: 2,
      onlyInRelease: 1,
      changed: 1,
      changedShare: 0.5,
      gained: 1,
      lost: 0,
      byLabel: [{ label: 4, name: "label 4", gained: 1, lost: 0, inBase: 0, inRelease: 1 }],
      images: [{ image: "a.jpg", gained: [4], lost: [] }],
    });
  });

  it("says in every JSON of the project why a number is missing", async () => {
    for (const command of [
      "release diff 1 2 --images",
      "release diff 2 1",
      "disagreement --images",
      "project pilot show",
      "project plan --images 100 --annotators 2 --experts 1",
    ]) {
      const args = [...command.split(" "), "--json", "--data", data];
      const { code, out } = await runProgram(args, { cwd: data });
      expect({ command, code }).toEqual({ command, code: 0 });
      const printed = JSON.parse(out);
      const left = command === "project pilot show" ? [".pilot"] : [];
      expect({ command, missing: findUnexplained(printed) }).toEqual({ command, missing: left });
      expect({ command, points: findPoints(printed) }).toEqual({ command, points: [] });
    }
  });

  it("prints the protocols before the numbers, and the other way round what was lost", async () => {
    const { out } = await run("2", "1", "--images");
    expect(out.indexOf("How they were made differently")).toBe(0);
    expect(out).toContain("a.jpg: -4 label 4");
  });

  it("names the releases that there are", async () => {
    const { code, error } = await run("1", "7");
    expect(code).toBe(1);
    expect(error).toContain("There is no release 7. There are 1, 2.");
  });
});
