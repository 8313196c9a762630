import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { runProgram } from "../../../test/servers/runProgram.ts";
import { makeNpy, makeNpz } from "../../files/testing/makeNpy.ts";

const images = Array.from({ length: 30 }, (_, at) => ({ key: `${at + 10}.jpg`, label: (at * 7) % 12 }));
const labels = Array.from({ length: 12 }, (_, label) => label);
const asText = labels.map(String).sort().map(Number);
/** Greater at the right label than anywhere else. */
const logits = images.map(({ label }) => labels.map((other) => (other === label ? 4 : -other / 16)));

let cwd: string;
const run = (...args: string[]) => runProgram(args, { cwd });
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "multilabelfy-reading-"));
  const files: Record<string, string | Uint8Array> = {
    "images.csv": `image,label\n${images.map(({ key, label }) => `${key},${label}\n`).join("")}`,
    "labels.json": JSON.stringify(Object.fromEntries(images.map(({ key, label }) => [key, [String(label)]]))),
    "background.npy": makeNpy(
      "<f4",
      logits.map((row) => [9, ...row]),
    ),
    "from1.npy": makeNpy(
      "<i8",
      images.map(({ label }) => [label + 1, ((label + 1) % 12) + 1]),
    ),
    "text.npy": makeNpy(
      "<f4",
      logits.map((row) => asText.map((label) => row[label]!)),
    ),
    "two.npz": makeNpz({
      logits: makeNpy("<f4", logits),
      targets: makeNpy(
        "<i8",
        images.map(({ label }) => [label]),
      ),
    }),
    "order.txt": asText.map((label) => `k${label} the name of it\n`).join(""),
    "order.json": JSON.stringify(Object.fromEntries(asText.map((label, at) => [at, [`k${label}`, "name"]]))),
    "space.csv": `id,name\n${labels.map((label) => `k${label},label ${label}\n`).join("")}`,
    "some.csv": `image,label,probability\n${images
      .slice(0, 25)
      .map(({ key, label }) => `${key},${label},.9\n`)
      .join("")}elsewhere.jpg,1,.5\n`,
    "folders.csv": `image,label,probability\n${images.map(({ key, label }) => `val/${key},${label},.9\n`).join("")}`,
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(cwd, name), content);
  await run("project", "create", "P", "--label-space", "space.csv");
  await run("import", "images", "images.csv", "--without-files");
});

const given = ["--labels", "labels.json", "--images", "images.csv", "--label-space", "space.csv", "--json"];
const evaluating: Record<string, string[]> = {
  evaluate: ["evaluate", ...given, "--bootstrap", "0", "--predictions"],
  "models select": ["models", "select", ...given, "--predictions"],
};
const importing = (file: string) => [
  "import",
  "predictions",
  file,
  "--images",
  "images.csv",
  "--replace",
  "--json",
];

describe.each([...Object.keys(evaluating), "import predictions"])("%s", (command) => {
  const read = (file: string, ...options: string[]) =>
    command === "import predictions"
      ? run(...importing(file), "--model", "m", ...options)
      : run(...evaluating[command]!, file, ...options);
  const rightOf = (out: string) => {
    const { models, topIsOriginal } = JSON.parse(out);
    return models ? models[0].top1 : topIsOriginal.count / topIsOriginal.total;
  };

  it.each([
    ["background.npy", /13 (labels|scores).* 12.*--offset 1/, ["--offset", "1"]],
    ["from1.npy", /12.*--offset 1/, ["--offset", "1"]],
    ["text.npy", /sorted as text.*--class-order/, ["--class-order", "order.txt"]],
    ["text.npy", /sorted as text/, ["--class-order", "order.json"]],
    ["two.npz", /the arrays logits, targets\. Say with --array/, ["--array", "logits"]],
  ])("refuses %s, and reads it with what decides", async (file, message, options) => {
    const refused = await read(file);
    expect([refused.code, refused.out]).toEqual([1, ""]);
    expect(refused.error).toMatch(message);
    const { code, out, error } = await read(file, ...options);
    expect([code, error.includes("error")]).toEqual([0, false]);
    expect(rightOf(out)).toBe(1);
  });
});

it("two models of different files and classes are compared with the same options", async () => {
  const { code, out } = await run(
    "compare",
    ...given,
    "--predictions",
    "two.npz",
    "some.csv",
    "--array",
    "logits",
    "--subset",
    "--bootstrap",
    "0",
  );
  expect(code).toBe(0);
  expect(JSON.parse(out).gaps[1]).toMatchObject({ name: "ReaL", images: 25, a: 1, b: 1 });
});

it("--subset evaluates on the images that all files have, and says how many were left out", async () => {
  const refused = await run(...evaluating.evaluate!, "some.csv");
  expect(refused.error).toMatch(/images\.csv has no image “elsewhere\.jpg”.*--subset/);
  const { code, out, error } = await run(
    "evaluate",
    ...given.slice(0, -1),
    "--bootstrap",
    "0",
    "--predictions",
    "some.csv",
    "--subset",
  );
  expect(code).toBe(0);
  expect(out).toMatch(/5 of 30 images of images\.csv are left out/);
  expect(error).toContain("1 images that images.csv does not name left out");
});

it("names with other folders are refused with an example", async () => {
  const { code, error } = await run(...evaluating.evaluate!, "folders.csv");
  expect([code, error]).toEqual([
    1,
    expect.stringMatching(/no image “val\/10\.jpg”, but “10\.jpg”\. Write the names alike/),
  ]);
  const imported = await run("import", "predictions", "folders.csv", "--model", "f");
  expect(imported.error).toMatch(/no image “val\/10\.jpg”\. It has “10\.jpg”/);
});
