import { once } from "node:events";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "sqlite-driver";
import { expect, test } from "vitest";
import { runProgram, startProgram } from "../../test/servers/runProgram.ts";
import { writePhotos } from "../actions/testing/writePhotos.ts";

/** Three chunks. */
const photoCount = 150;
const count = (file: string, table: string) => {
  const db = new Sqlite(file, { readonly: true });
  try {
    return (db.prepare(`SELECT count(*) AS rows FROM ${table}`).get() as { rows: number }).rows;
  } finally {
    db.close();
  }
};

test("Ctrl-C ends a job in good order and says that it can go on", { timeout: 180_000 }, async () => {
  const cwd = await mkdtemp(join(tmpdir(), "multilabelfy-stop-"));
  const names = Array.from({ length: photoCount }, (_, at) => [`${at}.jpg`, at] as const);
  const photos = await writePhotos(Object.fromEntries(names));
  await runProgram(["project", "create", "P"], { cwd });
  await runProgram(["import", "images", photos, "--no-verify"], { cwd });
  const job = startProgram(["propose"], cwd);
  let output = "";
  job.stderr?.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const file = join(cwd, "multilabelfy-data/multilabelfy.sqlite");
  while (count(file, "prediction") === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  job.kill("SIGINT");
  const [code] = await once(job, "close");
  expect(code).toBe(130);
  expect(output).toContain("Run the same command again: it continues where it was.");
  expect(count(file, "prediction") % 64).toBe(0);
});
