import { mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runProgram } from "../../test/servers/runProgram.ts";
import { makePhoto } from "../files/testing/makePhoto.ts";

test("a group with class folders and no model gets labels, images, proposals and work, one command each", async () => {
  const cwd = await mkdtemp(join(tmpdir(), "multilabelfy-probe-"));
  const run = (...args: string[]) => runProgram(args, { cwd });
  for (const [label, base] of [
    ["stripes", 0],
    ["waves", 40],
  ] as const) {
    await mkdir(join(cwd, "photos", label), { recursive: true });
    for (let at = 0; at < 6; at++)
      await makePhoto(64, 48, base + at / 4)
        .jpeg()
        .toFile(join(cwd, "photos", label, `${label}${at}.jpg`));
  }
  expect(await run("project", "create", "P", "--labels-from", "photos")).toMatchObject({ code: 0 });
  expect(await run("import", "images", "photos")).toMatchObject({ code: 0 });
  const proposed = await run("propose");
  expect(proposed).toMatchObject({ code: 0 });
  expect(proposed.out).toMatch(
    /probe learned the labels of 12 images, from the embeddings of efficientnet-lite0/,
  );
  expect(proposed.out).toMatch(/Out of fold, a label of the image is first on [\d.]+% \([\d.]+ to [\d.]+\)/);
  expect(proposed.out).toMatch(/12 images got proposals by probe of efficientnet-lite0; 12 have them now/);
  expect(proposed.out).toMatch(/assign/);

  for (const [args, message] of [
    [["--from", "x", "--again"], /--from combines stored predictions/],
    [["--embeddings", "x", "--model", "y"], /leave out one/],
    [["--embeddings", "none"], /no embeddings by “none”.*efficientnet-lite0/],
  ] as const) {
    expect(await run("propose", ...args)).toMatchObject({ error: expect.stringMatching(message), out: "" });
  }
}, 120_000);
