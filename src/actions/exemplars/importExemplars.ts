import { stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import pLimit from "p-limit";
import { Failure } from "../../contract/failure.ts";
import { seededShuffle } from "../../core/seededRandom.ts";
import { listExemplars, lockProject } from "../../db/exemplars.ts";
import { findImageHashes } from "../../db/images/image.ts";
import { ensureImportRoot } from "../../db/images/importRoot.ts";
import { listLeftOutOf } from "../../db/images/leftOut.ts";
import { listLabels } from "../../db/labels/labelSpace.ts";
import { getProject } from "../../db/project/project.ts";
import { verifyImage } from "../../files/images/verifyImage.ts";
import { openRoot, rootOf } from "../../storage/openRoot.ts";
import type { ReadableStorage } from "../../storage/storage.ts";
import type { Context } from "../context.ts";
import {
  groupRefusals,
  type ImportRow,
  type ImportSource,
  type Refusal,
  whereIs,
} from "../images/importSource.ts";
import { readImportSource } from "../images/readImportSource.ts";
import { type JobInput, storeProgress } from "../jobProgress.ts";
import { type LabelResolver, labelResolver } from "../labels/resolveLabel.ts";
import { type ExemplarFile, storeExemplars } from "./parts/storeExemplars.ts";

/** How many photos per label are kept as replacements. */
const spares = 5;

export interface ExemplarReport {
  /** Version of the exemplars that the project has now. */
  version: number;
  changed: boolean;
  exemplars: number;
  labels: number;
  /** How many labels of the label space have none. */
  labelsWithout: number;
  refused: Refusal[];
  /** Files that are images of the project, which would give their label away. */
  imagesOfProject: string[];
  /** The files that show a label, and those kept as replacements. */
  kept: string[];
}

/** What is known about a chosen file. */
interface Candidate {
  path: string;
  sha256: string;
}

/**
 * Pins a project's exemplar photos from a folder per class: for each label at most as many as the settings say, drawn
 * at random by the seed, the same for everyone. They replace earlier ones as a new version; if nothing differs, nothing
 * changes. An image of the project is never an exemplar.
 *
 * @throws Failure `bad-file` where no file can be one; those of `readImportSource`
 */
export async function importExemplars(
  ctx: Pick<Context, "db" | "storage" | "dialect" | "now">,
  input: JobInput & {
    project: string;
    /** For uploaded files, a name for all of them. */
    source: string;
    /** Where uploaded files are in the storage: they are read there, and stay. */
    storedIn?: string | undefined;
    seed: number;
    /** The person who imports them; by default somebody at the command line. */
    person?: string | null;
  },
): Promise<ExemplarReport> {
  const project = await getProject(ctx.db, input.project);
  const resolveLabel = labelResolver(await listLabels(ctx.db, project));
  const source = await readSource(ctx, input, resolveLabel);
  const path = input.storedIn ?? rootOf(ctx.storage, source.root);
  const root = openRoot(ctx.storage, path);
  const [rows, unclear]: [ImportRow[], ImportRow[]] = [[], []];
  for (const row of source.rows) (row.originals.length === 1 ? rows : unclear).push(row);
  const byLabel = Map.groupBy(rows, ({ originals }) => originals[0]!);

  const unclearRows = unclear.map((row) => ({
    file: whereIs(row),
    reason: "An exemplar shows one label. Give the image one, or leave it out.",
  }));
  const report = { refused: [...source.refused, ...unclearRows], imagesOfProject: [] as string[] };
  const run = pLimit(availableParallelism());
  const max = project.settings.exemplarsPerLabel;
  const chosen = new Map<number, Candidate[]>();
  let done = 0;
  const choosing = [...byLabel].map(([label, files]) => async () => {
    input.signal?.throwIfAborted();
    const shuffled = seededShuffle(files, `${input.seed} exemplars ${label}`);
    chosen.set(label, await pickFiles(ctx, project.id, root, shuffled, max + spares, report));
    done++;
    input.onProgress?.({ step: "Choosing exemplars", done, total: byLabel.size });
  });
  await Promise.all(choosing.map((task) => run(task)));
  if ([...chosen.values()].every((files) => files.length === 0)) throw nothingToPin(input.source, report);

  const createdAt = ctx.now().toISOString();
  const { version, changed } = await ctx.db.transaction().execute(async (db) => {
    await lockProject(db, ctx.dialect, project.id);
    const { id: rootId } = await ensureImportRoot(db, { projectId: project.id, path, createdAt });
    const files = (from: number, to?: number) =>
      new Map(
        [...chosen]
          .sort(([one], [other]) => one - other)
          .map(([label, picked]): [number, ExemplarFile[]] => [
            label,
            picked.slice(from, to).map((file) => ({ ...file, rootId, imageId: null })),
          ]),
      );
    const sets = files(0, max);
    // Labels that the folder lacks lose theirs: the import defines what everybody sees. Images that left the project to
    // show a label keep showing it: they have no other purpose.
    const { exemplarVersion } = await getProject(db, project.id);
    for (const [label, photos] of Map.groupBy(
      await listExemplars(db, project.id, exemplarVersion),
      ({ labelIndex }) => labelIndex,
    )) {
      if (sets.has(label)) continue;
      const leftOut = await listLeftOutOf(
        db,
        photos.flatMap(({ imageId }) => imageId ?? []),
      );
      sets.set(
        label,
        photos.filter(({ imageId }) => imageId !== null && leftOut.has(imageId)),
      );
    }
    const stored = await storeExemplars(db, {
      project: project.id,
      person: input.person ?? null,
      at: createdAt,
      sets,
      spares: files(max),
    });
    await storeProgress(db, input, { step: "", done: sets.size, total: sets.size }, createdAt);
    return stored;
  });
  const pinned = [...chosen.values()].map((files) => Math.min(files.length, max));
  const labels = pinned.filter((files) => files > 0).length;
  report.refused.sort((a, b) => (a.file < b.file ? -1 : 1));
  return {
    version,
    changed,
    exemplars: pinned.reduce((sum, files) => sum + files, 0),
    labels,
    labelsWithout: project.labelCount - labels,
    kept: [...chosen.values()].flatMap((files) => files.map((file) => file.path)),
    ...report,
  };
}

async function readSource(
  { storage }: Pick<Context, "storage">,
  { source, storedIn }: { source: string; storedIn?: string | undefined },
  resolveLabel: LabelResolver,
): Promise<ImportSource> {
  const isFolder = (await stat(source).catch(() => undefined))?.isDirectory();
  const isRead = isFolder || storedIn !== undefined;
  return readImportSource(
    { source, storedIn, storage, layout: isRead ? "class-folders" : undefined },
    resolveLabel,
  );
}

/** The failure where no file can be pinned: an import that removed every label's photos would pass for a good one. */
function nothingToPin(source: string, report: Pick<ExemplarReport, "refused" | "imagesOfProject">): Failure {
  const refused = [
    ...report.refused,
    ...report.imagesOfProject.map((file) => ({
      file,
      reason: "It is an image of the project, whose label it would give away.",
    })),
  ];
  return new Failure(
    "bad-file",
    `No photo of ${source} can be an exemplar. ${groupRefusals(refused)} The project's exemplars are as they were.`,
    { refused },
  );
}

/** The first files that can be shown, are not images of the project, and differ from each other, up to a number. */
async function pickFiles(
  ctx: Pick<Context, "db">,
  project: string,
  root: ReadableStorage,
  files: readonly ImportRow[],
  max: number,
  report: { refused: Refusal[]; imagesOfProject: string[] },
): Promise<Candidate[]> {
  const picked: Candidate[] = [];
  for (const { path } of files) {
    if (picked.length === max) break;
    await using file = await root.localFile(path);
    const found = await verifyImage(file?.path ?? root.locationOf(path));
    if (!found.ok) report.refused.push({ file: path, reason: found.message });
    else if ((await findImageHashes(ctx.db, project, [found.sha256])).size > 0)
      report.imagesOfProject.push(path);
    else if (!picked.some(({ sha256 }) => sha256 === found.sha256))
      picked.push({ path, sha256: found.sha256 });
  }
  return picked;
}
