import { basename } from "node:path";
import { Failure } from "../../contract/failure.ts";
import { type ContainsStatus, statusOfImage } from "../../core/contains/statusOfImage.ts";
import { carryOriginals } from "../../core/labels/labelFate.ts";
import { objectsStageOf, stagesOf } from "../../core/stages/protocol.ts";
import { deleteUnusedCandidates, insertCandidates } from "../../db/classify/candidate.ts";
import { insertEvent } from "../../db/event.ts";
import { findImagesByKey, listOriginalLabelsOf } from "../../db/images/image.ts";
import { findFormers, listLabels } from "../../db/labels/labelSpace.ts";
import { getProject } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import { type ReadSelections, readSelections } from "../../files/contains/readSelections.ts";
import { hashFile } from "../../files/predictions/hashFile.ts";
import { chunksOf } from "../chunksOf.ts";
import type { Context } from "../context.ts";
import { labelResolver } from "../labels/resolveLabel.ts";
import { lockQueue } from "../lock.ts";
import { answerLabels, findOtherOriginal } from "./parts/readAnswerLabels.ts";
import { type BadRow, refuseRows } from "./parts/refuseRows.ts";

export interface GivenCandidates {
  /** Images that have their candidates from now on. */
  given: number;
  /** Images that somebody has already: they keep theirs. */
  kept: number;
  /** Images of the file by what follows from their selection frequencies. */
  statuses: Record<ContainsStatus, number>;
}

const imagesAtOnce = 500;

/**
 * Gives images their candidates from selection frequencies: those of `follow-up` the labels that are ticked at least half
 * as often as the original one, with it, the most frequent first. With `easy` the images on which no other label is get
 * their original label alone.
 *
 * @param input.file what `contains aggregate` writes
 * @param input.minAnswers on the original label; with fewer an image is `ambiguous`
 * @throws Failure `bad-file` with the rows that cannot be used; `not-ready` where nobody is asked for objects
 */
export async function giveCandidates(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  {
    project: id,
    file,
    minAnswers,
    easy,
  }: { project: string; file: string; minAnswers: number; easy: boolean },
): Promise<GivenCandidates> {
  const { rows } = await readSelections(file);
  const sha256 = await hashFile(file);
  return ctx.db.transaction().execute(async (db) => {
    const project = await getProject(db, id);
    const stage = objectsStageOf(project.settings);
    if (!stagesOf(project.settings).includes(stage))
      throw new Failure(
        "not-ready",
        "The project asks nobody for objects. Add that first: project add-stage classify.",
      );
    await lockQueue(db, ctx.dialect, `${id} ${stage}`);
    const { images, statuses } = await readCandidates(db, { project, file, rows, minAnswers });
    const chosen = images.filter(({ status }) => status === "follow-up" || (easy && status === "easy"));
    const at = ctx.now().toISOString();
    let given = 0;
    for await (const some of chunksOf(chosen, imagesAtOnce)) {
      const ids = some.map(({ image }) => image);
      await deleteUnusedCandidates(db, ids, stage);
      given += await insertCandidates(db, some, { source: "given", at });
    }
    const counted = { given, kept: chosen.length - given, statuses };
    const after = { ...counted, minAnswers, easy, file: basename(file), sha256 };
    await insertEvent(db, { project: id, at, person: null, kind: "candidates-given", after });
    return counted;
  });
}

async function readCandidates(
  db: Db,
  {
    project,
    file,
    rows,
    minAnswers,
  }: {
    project: Awaited<ReturnType<typeof getProject>>;
    file: string;
    rows: readonly ReadSelections[];
    minAnswers: number;
  },
) {
  const formers = await findFormers(db, project.id);
  const read = answerLabels(labelResolver(await listLabels(db, project)), formers);
  const problems: BadRow[] = [];
  const images: { image: string; labels: number[]; status: ContainsStatus }[] = [];
  const statuses: Record<ContainsStatus, number> = { "follow-up": 0, easy: 0, ambiguous: 0, mistake: 0 };
  for await (const chunk of chunksOf(rows, imagesAtOnce)) {
    const keys = chunk.map(({ image }) => image);
    const known = await findImagesByKey(db, project.id, keys);
    const ids = [...known.values()].map(({ id }) => id);
    const originals = await listOriginalLabelsOf(db, ids);
    for (const { image: key, row, original, labels } of chunk) {
      const image = known.get(key)?.id;
      const stored = carryOriginals((image && originals.get(image)) || [], formers);
      const found = read(labels.map(({ label }) => label));
      const reason =
        image === undefined
          ? `the project has no image “${key}”.`
          : original === undefined
            ? `“${key}” has no original label, with which the others are compared.`
            : typeof found === "string"
              ? found
              : findOtherOriginal(original, stored, read);
      if (reason !== undefined || image === undefined || typeof found === "string") {
        problems.push({ row, reason: reason ?? "" });
        continue;
      }
      // However a file writes it, a label is one by its index.
      const selections = labels.map((counted, at) => ({ ...counted, label: String(found[at]) }));
      const own = String(read([original!])[0]);
      const { status, candidates } = statusOfImage(selections, own, { minAnswers });
      statuses[status]++;
      const frequency = new Map(selections.map(({ label, ticked, asked }) => [label, ticked / asked]));
      const ordered = (status === "easy" ? [own] : candidates).sort(
        (a, b) => frequency.get(b)! - frequency.get(a)! || Number(a) - Number(b),
      );
      images.push({ image, status, labels: ordered.map(Number) });
    }
  }
  refuseRows(file, problems);
  return { images, statuses };
}
