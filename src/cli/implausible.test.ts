import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { runProgram } from "../../test/servers/runProgram.ts";
import { makeNpy } from "../files/testing/makeNpy.ts";

const images = Array.from({ length: 60 }, (_, at) => ({ key: `${at + 100}.jpg`, label: (at * 7) % 40 }));
const misfit =
  /agree on (?:[01] of 60 images|\d of 1\d\d questions) \(.* %\); at random they would on .* %\. (?:Rows and|The names of the) images/;

let cwd: string;
const run = (...args: string[]) => runProgram(args, { cwd });
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "multilabelfy-implausible-"));
  const files: Record<string, string | Uint8Array> = {
    "images.csv": `image,label\n${images.map(({ key, label }) => `${key},${label}\n`).join("")}`,
    "labels.json": JSON.stringify(Object.fromEntries(images.map(({ key, label }) => [key, [String(label)]]))),
    "right.npy": makeNpy(
      "<i8",
      images.map(({ label }) => [label]),
    ),
    "moved.npy": makeNpy(
      "<i8",
      [...images.slice(7), ...images.slice(0, 7)].map(({ label }) => [label]),
    ),
    "votes.csv": `image,label,annotator,answer\n${images
      .flatMap(({ key, label }, at) => [
        `${key},${label},A,no\n`,
        `${key},${images[(at + 7) % 60]!.label},A,yes\n`,
        `${key},${label},B,no\n`,
      ])
      .join("")}`,
    "space.csv": `id,name\n${Array.from({ length: 40 }, (_, at) => `k${at},label ${at}\n`).join("")}`,
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(cwd, name), content);
  await run("project", "create", "P", "--label-space", "space.csv");
  await run("import", "images", "images.csv", "--without-files");
});

const given = ["--labels", "labels.json", "--images", "images.csv", "--predictions"];

it.each([
  ["evaluate", ["evaluate", ...given], ["moved.npy", "--bootstrap", "0"]],
  ["compare", ["compare", ...given], ["right.npy", "moved.npy", "--bootstrap", "0"]],
  ["models select", ["models", "select", ...given], ["moved.npy"]],
  ["votes aggregate", ["votes", "aggregate", "votes.csv", "--gold", "labels.json"], ["--out", "p.csv"]],
  ["votes agreement", ["votes", "agreement", "votes.csv", "--gold", "labels.json"], ["--bootstrap", "0"]],
  ["import predictions", ["import", "predictions", "--images", "images.csv", "--model", "m"], ["moved.npy"]],
])("%s stops where rows and images do not fit, or says so where that is allowed", async (_, args, rest) => {
  const refused = await run(...args, ...rest, "--json");
  expect([refused.code, refused.out]).toEqual([1, ""]);
  expect(refused.error).toMatch(misfit);
  expect(refused.error).toContain("--allow-implausible");
  const allowed = await run(...args, ...rest, "--allow-implausible", "--json");
  expect(allowed.code).toBe(0);
  expect(JSON.parse(allowed.out).implausible.join(" ")).toMatch(misfit);
});

it("the reports say so, too", async () => {
  for (const [name, command] of [
    ["evaluation", ["evaluate", "--bootstrap", "0"]],
    ["selection", ["models", "select"]],
  ] as const) {
    const { code, out } = await run(...command, ...given, "moved.npy", "--allow-implausible", "--out", name);
    expect(code).toBe(0);
    expect(out).toMatch(misfit);
    expect(await readFile(join(cwd, name, "index.html"), "utf8")).toMatch(misfit);
  }
});

it("files that fit are read without a word about it", async () => {
  const { code, out } = await run("evaluate", ...given, "right.npy", "--bootstrap", "0", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(out).implausible).toEqual([]);
});
