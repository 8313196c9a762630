// How long the lead's list pages take at a million images. `npm run bench -- lists`, or with another number of images.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { createProject } from "../../src/actions/createProject.ts";
import { getLabel, getLabels, listLabelImages } from "../../src/actions/getLabels.ts";
import { findNewestEvent } from "../../src/db/event.ts";
import { newestProposal } from "../../src/db/labelConfusion.ts";
import { openDatabase } from "../../src/db/openDatabase.ts";

const images = Number(process.argv[2] ?? 1_000_000);
const rounds = 40;
const dataFolder = await mkdtemp(join(tmpdir(), "multilabelfy-bench-"));
const file = join(dataFolder, "multilabelfy.sqlite");
try {
  const db = await openDatabase({ kind: "sqlite", file });
  const ctx = { db, dialect: "sqlite" as const, now: () => new Date() };
  const { id: project } = await createProject(ctx, { name: "Bench", labelSpace: "imagenet-1k" });
  console.log(`${images.toLocaleString("en")} images with final labels, 1,000 labels, SQLite`);
  fill(project, await findNewestEvent(db, project), await newestProposal(db));

  await measure("all labels", () => getLabels(ctx, { project }));
  await measure("one label", (round) => getLabel(ctx, { project, label: (round * 37) % 1000 }));
  await measure("its first images", (round) => listLabelImages(ctx, { project, label: (round * 37) % 1000 }));
  // A label that every tenth image holds, and a page from its middle.
  const after = `${"5".repeat(8)}-0000-7000-8000-000000000000`;
  await measure("images of a frequent label, far down", () =>
    listLabelImages(ctx, { project, label: 0, after }),
  );
  await db.destroy();
} finally {
  await rm(dataFolder, { recursive: true, force: true });
}

/** Images as if they had been annotated and followed: two labels each, label 0 on every tenth. */
function fill(project: string, event: string, proposals: string): void {
  const sqlite = new Sqlite(file);
  sqlite.pragma("synchronous = OFF");
  const at = "2026-01-01T00:00:00.000Z";
  const numbers = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${images})`;
  const id = `printf('%08x-0000-7000-8000-%012x', i * ${Math.floor(2 ** 32 / (images + 1))}, i)`;
  const labels = ["(i * 7919) % 1000", "CASE i % 10 WHEN 0 THEN 0 ELSE (i * 104729 + 1) % 999 + 1 END"];
  sqlite.exec(`
    INSERT INTO importRoot VALUES ('root', '${project}', '/nowhere', '${at}');
    INSERT INTO image (id, projectId, "key", rootId, path, fileState, failure, sha256, createdAt)
      ${numbers} SELECT ${id}, '${project}', 'image' || i, 'root', 'x', 'ok', '', ${id}, '${at}' FROM n;
    INSERT INTO agreement ${numbers} SELECT ${id}, 1, '[]', '[]', '${at}' FROM n;
    ${labels.map((label) => `INSERT OR IGNORE INTO labelImage ${numbers} SELECT '${project}', ${label}, 'final', ${id} FROM n;`).join("")}
    INSERT INTO labelCount SELECT projectId, labelIndex, kind, count(*) FROM labelImage GROUP BY 1, 2, 3;
    INSERT INTO labelCursor VALUES ('${project}', '${event}', NULL, '${proposals}');`);
  sqlite.close();
}

async function measure(name: string, ask: (round: number) => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await ask(round);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const share = (of: number) => times[Math.floor((times.length - 1) * of)]!.toFixed(1);
  console.log(`  ${name}: median ${share(0.5)} ms, p95 ${share(0.95)} ms`);
}
