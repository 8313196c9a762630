import { availableParallelism } from "node:os";
import { join } from "node:path";
import { seededShuffle } from "../core/seededRandom.ts";
import { type Exemplar, insertExemplars, listExemplars } from "../db/exemplar.ts";
import { findImageHashes } from "../db/image.ts";
import { ensureImportRoot } from "../db/importRoot.ts";
import { listLabels } from "../db/labelSpace.ts";
import { newId } from "../db/newId.ts";
import { getProject, updateProject } from "../db/project.ts";
import { limitConcurrency } from "../files/limitConcurrency.ts";
import { verifyImage } from "../files/verifyImage.ts";
import type { Context } from "./context.ts";
import { type JobInput, storeProgress } from "./jobProgress.ts";
import { type ImportRow, type Refusal, readImportSource } from "./readImportSource.ts";
import { labelResolver } from "./resolveLabel.ts";

export interface ExemplarReport {
  /** Of the exemplars that the project has now. */
  version: number;
  changed: boolean;
  exemplars: number;
  labels: number;
  /** Labels of the label space without any. */
  labelsWithout: number;
  refused: Refusal[];
  /** Files that are images of the project, which would give their label away. */
  imagesOfProject: string[];
}

/** What is known of a chosen file. */
interface Candidate {
  path: string;
  sha256: string;
}

/**
 * Pins a project's exemplar photos from a folder per class: for each label up to as many as the settings say, drawn at
 * random by the seed, the same for everyone. They take the place of earlier ones as a new version; if nothing differs,
 * nothing changes. An image of the project is never an exemplar.
 */
export async function importExemplars(
  ctx: Pick<Context, "db" | "now">,
  input: JobInput & { project: string; source: string; seed: number },
): Promise<ExemplarReport> {
  const project = await getProject(ctx.db, input.project);
  const resolveLabel = labelResolver(await listLabels(ctx.db, project.labelSpaceId));
  const source = await readImportSource({ source: input.source, layout: "class-folders" }, resolveLabel);
  const rows = await Array.fromAsync(source.rows);
  const byLabel = Map.groupBy(rows, ({ originals }) => originals[0] ?? -1);

  const report = { refused: source.refused, imagesOfProject: [] as string[] };
  const run = limitConcurrency(availableParallelism());
  const chosen: Omit<Exemplar, "id" | "projectId" | "version" | "rootId">[] = [];
  let done = 0;
  const choosing = [...byLabel].map(([label, files]) => async () => {
    input.signal?.throwIfAborted();
    const shuffled = seededShuffle(files, `${input.seed} exemplars ${label}`);
    const picked = await pickFiles(
      ctx,
      project.id,
      source.root,
      shuffled,
      project.settings.exemplarsPerLabel,
      report,
    );
    for (const [position, { path, sha256 }] of picked.entries()) {
      chosen.push({ labelIndex: label, position, path, sha256 });
    }
    done++;
    input.onProgress?.({ step: "Choosing exemplars", done, total: byLabel.size });
  });
  await Promise.all(choosing.map((task) => run(task)));
  chosen.sort((a, b) => a.labelIndex - b.labelIndex || a.position - b.position);

  const labels = new Set(chosen.map(({ labelIndex }) => labelIndex)).size;
  const { version, changed } = await pin(ctx, input, source.root, chosen);
  report.refused.sort((a, b) => (a.file < b.file ? -1 : 1));
  return {
    version,
    changed,
    exemplars: chosen.length,
    labels,
    labelsWithout: project.labelCount - labels,
    ...report,
  };
}

/** The first so many files that can be shown, are no images of the project, and differ from each other. */
async function pickFiles(
  ctx: Pick<Context, "db">,
  project: string,
  root: string,
  files: readonly ImportRow[],
  most: number,
  report: { refused: Refusal[]; imagesOfProject: string[] },
): Promise<Candidate[]> {
  const picked: Candidate[] = [];
  for (const { path } of files) {
    if (picked.length === most) break;
    const found = await verifyImage(join(root, path));
    if (!found.ok) report.refused.push({ file: path, reason: found.message });
    else if ((await findImageHashes(ctx.db, project, [found.sha256])).size > 0)
      report.imagesOfProject.push(path);
    else if (!picked.some(({ sha256 }) => sha256 === found.sha256))
      picked.push({ path, sha256: found.sha256 });
  }
  return picked;
}

/** Stores the exemplars as the project's next version, unless they are what it has. */
async function pin(
  ctx: Pick<Context, "db" | "now">,
  input: JobInput & { project: string },
  path: string,
  chosen: readonly Omit<Exemplar, "id" | "projectId" | "version" | "rootId">[],
): Promise<{ version: number; changed: boolean }> {
  const createdAt = ctx.now().toISOString();
  const { id: projectId } = await getProject(ctx.db, input.project);
  return ctx.db.transaction().execute(async (db) => {
    const root = await ensureImportRoot(db, { projectId, path, createdAt });
    const { exemplarVersion } = await getProject(db, projectId);
    const describe = (exemplars: readonly Pick<Exemplar, "labelIndex" | "rootId" | "path" | "sha256">[]) =>
      JSON.stringify(
        exemplars.map(({ labelIndex, rootId, path: file, sha256 }) => [labelIndex, rootId, file, sha256]),
      );
    const pinned = await listExemplars(db, projectId, exemplarVersion);
    const rows = chosen.map((exemplar) => ({ ...exemplar, rootId: root.id }));
    if (describe(pinned) === describe(rows)) return { version: exemplarVersion, changed: false };

    const version = exemplarVersion + 1;
    await insertExemplars(
      db,
      rows.map((exemplar) => ({ id: newId(), projectId, version, ...exemplar })),
    );
    await updateProject(db, projectId, { exemplarVersion: version });
    await storeProgress(db, input, { step: "", done: rows.length, total: rows.length }, createdAt);
    return { version, changed: true };
  });
}
