import { Failure } from "../../contract/failure.ts";
import { insertEvent } from "../../db/event.ts";
import {
  countImported,
  countWorkedWith,
  deleteImported,
  type ImageImport,
  listImageImports,
  listImagesOfImport,
  updateImageImport,
} from "../../db/images/imageImport.ts";
import { deleteUnusedRoots, findRootById, listFilesOfRoot } from "../../db/images/importRoot.ts";
import { listRulingChanges } from "../../db/rulings/ruling.ts";
import type { Db } from "../../db/schema.ts";
import type { Context } from "../context.ts";
import { isOfCopies } from "./parts/copyIntoProject.ts";

/** An import, and what undoing it removes. */
export interface UndoPreview {
  number: number;
  source: string;
  createdAt: string;
  isComplete: boolean;
  images: number;
  /** Images of earlier imports that got their original labels from it, and would lose them. */
  labelled: number;
  /** Why it cannot be undone; empty if it can. */
  reasons: { what: string; images: number }[];
}

/** A project's imports that have not been undone, newest first. */
export async function listImports(
  { db }: Pick<Context, "db">,
  { project }: { project: string },
): Promise<UndoPreview[]> {
  const imports = (await listImageImports(db, project)).filter(({ undoneAt }) => undoneAt === null);
  return Promise.all(imports.map((one) => preview(db, one)));
}

async function preview(db: Db, found: ImageImport): Promise<UndoPreview> {
  const { id, projectId, number, source, createdAt, completedAt } = found;
  const examples = new Set((await listRulingChanges(db, projectId)).flatMap((ruling) => ruling.examples));
  const shown =
    examples.size === 0 ? [] : (await listImagesOfImport(db, id)).filter((image) => examples.has(image));
  const reasons = await countWorkedWith(db, id);
  if (shown.length > 0) reasons.push({ what: "examples of rulings", images: shown.length });
  const counts = await countImported(db, id);
  return { number, source, createdAt, isComplete: completedAt !== null, ...counts, reasons };
}

/**
 * Finds the import to undo: the one with a number, or the last.
 *
 * @throws Failure `not-found` where there is none; `locked` where people have worked with its images
 */
export async function previewUndo(
  { db }: Pick<Context, "db">,
  { project, number }: { project: string; number?: number | undefined },
): Promise<UndoPreview> {
  const found = await findImport(db, project, number);
  const previewed = await preview(db, found);
  if (previewed.reasons.length === 0) return previewed;
  const reasons = previewed.reasons.map(
    ({ what, images }) => `${images} ${images === 1 ? "is" : "are"} ${what}`,
  );
  throw new Failure(
    "locked",
    `Import ${previewed.number} (${previewed.source}) cannot be undone, because people have worked with its images: ${reasons.join(", ")}. Nothing was changed.`,
    previewed,
  );
}

async function findImport(db: Db, project: string, number: number | undefined): Promise<ImageImport> {
  const imports = await listImageImports(db, project);
  const found = imports.find(
    (one) => one.undoneAt === null && (number === undefined || one.number === number),
  );
  if (found) return found;
  if (number === undefined) throw new Failure("not-found", "The project has no import that can be undone.");
  const isUndone = imports.some((one) => one.number === number);
  throw new Failure(
    "not-found",
    isUndone
      ? `Import ${number} is undone already.`
      : `The project has no import ${number}: see import list.`,
  );
}

/**
 * Removes an import's images from a project, with their original labels, proposals and predictions, and the original
 * labels that it gave to other images; then the files that it had copied. The first part is atomic; if the run ends
 * before the files are removed, the next call removes them. Everything stays in the history.
 *
 * @throws Failure those of `previewUndo`
 */
export async function undoImport(
  ctx: Pick<Context, "db" | "storage" | "now">,
  { project, number }: { project: string; number?: number | undefined },
): Promise<UndoPreview> {
  await removeCopies(ctx, project);
  const undone = await ctx.db.transaction().execute(async (db) => {
    const found = await findImport(db, project, number);
    const previewed = await previewUndo({ db }, { project, number: found.number });
    const { source, images, labelled } = previewed;
    const at = ctx.now().toISOString();
    await deleteImported(db, project, found.id);
    await updateImageImport(db, found.id, { undoneAt: at });
    await insertEvent(db, {
      project,
      at,
      person: null,
      kind: "import-undone",
      before: { import: found.number, source, images, labelled },
    });
    return previewed;
  });
  await removeCopies(ctx, project);
  return undone;
}

/** Removes copies of undone imports that no image uses any more; also after an interrupted run. */
async function removeCopies(ctx: Pick<Context, "db" | "storage" | "now">, project: string): Promise<void> {
  const imports = await listImageImports(ctx.db, project);
  for (const { id, rootId, undoneAt, tidiedAt } of imports) {
    if (undoneAt === null || tidiedAt !== null) continue;
    const root = await findRootById(ctx.db, rootId);
    if (root && isOfCopies(project, root.path)) {
      const kept = new Set((await listFilesOfRoot(ctx.db, rootId)).map(({ path }) => path));
      await ctx.storage.within(root.path).removeAll((key) => kept.has(key));
    }
    await updateImageImport(ctx.db, id, { tidiedAt: ctx.now().toISOString() });
  }
  await deleteUnusedRoots(ctx.db, project);
}
