import { once } from "node:events";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "sqlite-driver";
import { expect, test } from "vitest";
import { runProgram, startProgram } from "../../test/servers/runProgram.ts";

const imageCount = 20_000;

test("predictions whose import was killed count only once it is run again, and then are proposed from", async () => {
  const cwd = await mkdtemp(join(tmpdir(), "multilabelfy-predictions-"));
  const run = (...args: string[]) => runProgram(args, { cwd });
  const keys = Array.from({ length: imageCount }, (_, at) => `${at}.jpg`);
  await writeFile(join(cwd, "images.csv"), `image,label\n${keys.map((key) => `${key},3\n`).join("")}`);
  const rows = keys.map((key, at) => `${key},${at % 1000},0.5\n`);
  await writeFile(join(cwd, "scores.csv"), `image,label,score\n${rows.join("")}`);
  await run("project", "create", "P");
  await run("import", "images", "images.csv", "--without-files");

  const stored = () => {
    const db = new Sqlite(join(cwd, "multilabelfy-data/multilabelfy.sqlite"), { readonly: true });
    try {
      return (db.prepare("SELECT count(*) AS rows FROM prediction").get() as { rows: number }).rows;
    } finally {
      db.close();
    }
  };
  await writeFile(join(cwd, "twice.csv"), "image,label,score\n1.jpg,3,0.5\n1.jpg,3,0.5\n");
  const refused = await run("import", "predictions", "twice.csv", "--model", "m");
  expect([refused.code, refused.out]).toEqual([1, ""]);
  expect(refused.error).toContain("row 2: “1.jpg” has a label twice.");

  const all = ["import", "predictions", "scores.csv", "--model", "m", "--allow-implausible"];
  const job = startProgram(all, cwd);
  while (stored() === 0 && job.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 2));
  job.kill("SIGKILL");
  if (job.exitCode === null && job.signalCode === null) await once(job, "exit");
  expect(stored()).toBeLessThan(imageCount);
  expect(await run("propose", "--from", "m")).toMatchObject({ code: 1, out: "" });

  const again = await run(...all, "--json");
  expect(JSON.parse(again.out)).toMatchObject({
    images: imageCount,
    alreadyThere: false,
    topIsOriginal: { count: 20 },
  });
  expect(stored()).toBe(imageCount);
  const proposed = await run(
    "propose",
    "--from",
    "m",
    "--combine",
    "union",
    "--per-model",
    "1",
    "--with-original",
    "--json",
  );
  expect(JSON.parse(proposed.out)).toMatchObject({
    proposed: imageCount,
    perImage: { min: 1, max: 2 },
    withProposals: imageCount,
  });
  const wrong = await run("propose", "--combine", "mean");
  expect([wrong.code, wrong.error]).toEqual([2, expect.stringContaining("need --from")]);
});
