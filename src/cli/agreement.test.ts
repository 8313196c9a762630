import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { runProgram } from "../../test/servers/runProgram.ts";

let cwd: string;
const run = (...args: string[]) => runProgram(args, { cwd });

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "multilabelfy-agreement-"));
  await writeFile(join(cwd, "v1.json"), '{"a":["0","1"],"b":[],"c":["0"]}');
  await writeFile(join(cwd, "v2.json"), '{"a":["1","2"],"b":[],"d":["0"]}');
  await writeFile(join(cwd, "real.json"), "[[0,1],[],[0]]");
  const votes = ["a,0,ann,yes", "a,1,ann,no", "a,0,ben,yes", "a,1,ben,no", "b,1,ann,yes", "b,0,ben,no"];
  await writeFile(join(cwd, "votes.csv"), `image,label,annotator,answer\n${votes.join("\n")}\n`);
});

describe("votes agreement", () => {
  test("prints tables for people", async () => {
    const { code, out, error } = await run("votes", "agreement", "votes.csv", "--label-space", "imagenet-1k");
    expect({ code, error }).toEqual({
      code: 0,
      error: "  votes.csv: a row per vote; image, label, annotator, answer\n",
    });
    expect(out).toContain("6 votes of 2 annotators on 2 images, 2 labels");
    expect(out).toMatch(/exact match +0\.500 .* 2 {2}images/);
    expect(out).toMatch(/Only 2 images, fewer than 30: all figures are rough/);
    expect(out).toMatch(/shown to both: Gwet's AC1 +1\.000/);
    expect(out).toMatch(/never saw the label 100\.0% \(1\)/);
    expect(out).toMatch(/1 goldfish +1 +1 +100\.0% +1/);
  });

  test("prints JSON alone, the same for the same seed", async () => {
    const args = ["votes", "agreement", "votes.csv", "--json", "--bootstrap", "200", "--seed", "7"];
    const { out, error } = await run(...args);
    expect(error).toBe("  votes.csv: a row per vote; image, label, annotator, answer\n");
    expect(JSON.parse(out)).toMatchObject({
      votes: 6,
      bootstrap: { replicates: 200, seed: 7 },
      sets: { images: 2, exactMatch: { value: 0.5, n: 2 }, differences: { all: 1, unseen: 1 } },
      answers: { shown: { questions: 2, fleissKappa: { value: 1 } } },
      pairs: [{ annotators: ["ann", "ben"], images: 2 }],
    });
    expect((await run(...args)).out).toBe(out);
  });

  test("has a reason beside every null of its JSON", async () => {
    const { out } = await run("votes", "agreement", "votes.csv", "--json", "--bootstrap", "0");
    const withoutReason = (part: unknown, path: string): string[] => {
      if (typeof part !== "object" || part === null) return [];
      const has = Object.keys(part).some((key) => /reason|missing/i.test(key));
      return Object.entries(part).flatMap(([key, value]) =>
        value === null ? (has ? [] : [`${path}.${key}`]) : withoutReason(value, `${path}.${key}`),
      );
    };
    expect(withoutReason(JSON.parse(out), "")).toEqual([]);
  });

  test("says what is wrong with a file or an option", async () => {
    expect(await run("votes", "agreement", "none.csv")).toMatchObject({ code: 1, out: "" });
    for (const few of ["1", "199", "-1", "1e3"]) {
      const refused = await run("votes", "agreement", "votes.csv", "--bootstrap", few);
      expect(refused).toMatchObject({ code: 2, out: "" });
      expect(refused.error).toMatch(/0, for no intervals, or a whole number from 200/);
    }
    expect(await run("votes", "agreement", "votes.csv", "--seed", "x")).toMatchObject({ code: 2, out: "" });
  });
});

describe("labels summary", () => {
  test("adds labels and pairs to the JSON, after what is always there", async () => {
    const plain = (await run("labels", "summary", "v1.json", "--json")).out.trim();
    const args = ["--json", "--by-label", "--pairs", "5", "--label-space", "imagenet-1k"];
    const { out } = await run("labels", "summary", "v1.json", ...args);
    expect(out.startsWith(`${plain.slice(0, -1)},"byLabel":[`)).toBe(true);
    expect(JSON.parse(out).byLabel[0]).toEqual({
      label: "0",
      images: 2,
      share: 2 / 3,
      interval: [expect.closeTo(0.1255, 4), expect.closeTo(0.984, 4)],
      name: "tench",
    });
    expect(JSON.parse(out).pairs).toEqual([
      {
        labels: ["1", "0"],
        images: 1,
        imagesOfEach: [1, 2],
        shares: [1, 0.5],
        sharesInterval: [
          [expect.closeTo(0.0478, 4), 1],
          [expect.closeTo(0.0239, 3), expect.closeTo(0.9761, 3)],
        ],
        liftMissing: expect.stringContaining("unstable"),
        lift: 1.5,
        names: ["goldfish", "tench"],
      },
    ]);
  });

  test("adds tables for people", async () => {
    const { out } = await run("labels", "summary", "v1.json", "--by-label", "--pairs", "1");
    expect(out).toMatch(/0 +2 +66\.7% +12\.6 to 98\.4/);
    expect(out).toMatch(/1 +0 +1 +100\.0% of 1 +50\.0% of 2 +1\.5/);
  });
});

describe("labels diff", () => {
  test("prints what changed, and every image when asked", async () => {
    const { out } = await run(
      "labels",
      "diff",
      "v1.json",
      "v2.json",
      "--images",
      "--label-space",
      "imagenet-1k",
    );
    expect(out).toContain("changed: 1 of 2 images in both (50.0%, 95 % interval ");
    expect(out).toContain("a: +2 great white shark, -0 tench");
    expect(out).toContain("c: only in A");
    expect((await run("labels", "diff", "v1.json", "v2.json")).out).not.toContain("only in A\n  d");
  });

  test("prints JSON", async () => {
    const { out } = await run("labels", "diff", "v1.json", "v2.json", "--json", "--images");
    expect(JSON.parse(out)).toMatchObject({
      onlyInA: 1,
      inBoth: 2,
      changedShare: 0.5,
      images: [{ image: "a", gained: ["2"], lost: ["0"] }],
      imagesOnlyInB: ["d"],
    });
  });

  test("refuses files of which only one has image keys", async () => {
    const { code, error } = await run("labels", "diff", "v1.json", "real.json");
    expect(code).toBe(1);
    expect(error).toMatch(/real\.json names no images \(a list of lists/);
  });
});
