import { once } from "node:events";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { writePhotos } from "../actions/testing/writePhotos.ts";
import { runProgram, startProgram } from "./testing/runProgram.ts";

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

/** What an import and a proposal job leave behind, without ids and times. */
function readEndState(file: string) {
  const db = new Sqlite(file, { readonly: true });
  const rows = db
    .prepare(
      `SELECT image.key, image.fileState, image.sha256, image.width, prediction.ranking AS predicted,
         proposal.ranking AS proposed, proposal.version
       FROM image LEFT JOIN prediction ON prediction.imageId = image.id
       LEFT JOIN proposal ON proposal.imageId = image.id ORDER BY image.key`,
    )
    .all();
  db.close();
  return rows;
}

test("proposals that were killed again and again end as if nobody had", { timeout: 180_000 }, async () => {
  const cwd = await mkdtemp(join(tmpdir(), "multilabelfy-resume-"));
  const names = Array.from({ length: photoCount }, (_, at) => [`${at}.jpg`, at] as const);
  const photos = await writePhotos({ ...Object.fromEntries(names), "bad.jpg": "nonsense" });
  const run = (data: string, ...args: string[]) => runProgram([...args, "--data", data], { cwd });
  for (const data of ["killed", "calm"]) {
    expect((await run(data, "project", "create", "P")).code).toBe(0);
    expect((await run(data, "import", "images", photos, "--no-verify")).code).toBe(0);
  }
  const file = join(cwd, "killed/multilabelfy.sqlite");
  let kills = 0;
  for (let predicted = 0; predicted < photoCount && kills < 2; kills++) {
    const job = startProgram(["propose", "--data", "killed"], cwd);
    while (count(file, "prediction") === predicted && job.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    job.kill("SIGKILL");
    if (job.exitCode === null && job.signalCode === null) await once(job, "exit");
    predicted = count(file, "prediction");
  }
  expect(kills).toBe(2);

  const [killed, calm] = await Promise.all([
    run("killed", "propose", "--json"),
    run("calm", "propose", "--json"),
  ]);
  expect(JSON.parse(killed.out)).toMatchObject({ withProposals: photoCount, failed: [{ file: "bad.jpg" }] });
  expect(JSON.parse(calm.out)).toMatchObject({ proposed: photoCount });
  expect(readEndState(file)).toEqual(readEndState(join(cwd, "calm/multilabelfy.sqlite")));

  const jobs = new Sqlite(file, { readonly: true })
    .prepare("SELECT state FROM job WHERE kind = 'propose'")
    .all();
  expect(jobs).not.toContainEqual({ state: "running" });
});

test("Ctrl-C ends a job in good order and says that it can go on", { timeout: 180_000 }, async () => {
  const cwd = await mkdtemp(join(tmpdir(), "multilabelfy-stop-"));
  const names = Array.from({ length: photoCount }, (_, at) => [`${at}.jpg`, at] as const);
  const photos = await writePhotos(Object.fromEntries(names));
  await runProgram(["project", "create", "P"], { cwd });
  await runProgram(["import", "images", photos, "--no-verify"], { cwd });
  const job = startProgram(["propose"], cwd);
  let told = "";
  job.stderr?.setEncoding("utf8").on("data", (text: string) => {
    told += text;
  });
  const file = join(cwd, "multilabelfy-data/multilabelfy.sqlite");
  while (count(file, "prediction") === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  job.kill("SIGINT");
  const [code] = await once(job, "close");
  expect(code).toBe(130);
  expect(told).toContain("Run the same command again: it continues where it was.");
  expect(count(file, "prediction") % 64).toBe(0);
});
