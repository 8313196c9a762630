import { basename } from "node:path";
import { Failure } from "../../contract/failure.ts";
import type { ContainsStatus } from "../../core/contains/statusOfImage.ts";
import { deleteUnusedCandidates, insertCandidates } from "../../db/classify/candidate.ts";
import { insertEvent } from "../../db/event.ts";
import { getProject } from "../../db/project/project.ts";
import { readSelections } from "../../files/contains/readSelections.ts";
import { hashFile } from "../../files/predictions/hashFile.ts";
import { chunksOf } from "../chunksOf.ts";
import type { Context } from "../context.ts";
import { lockQueue } from "../lock.ts";
import { candidatesOfFile } from "./parts/candidatesOfFile.ts";
import { candidatesOfProject } from "./parts/candidatesOfProject.ts";
import { requireObjectsStage } from "./parts/requireObjectsStage.ts";

export interface GivenCandidates {
  /** Images that got their candidates now. */
  given: number;
  /** Images that somebody already has: they keep their candidates. */
  kept: number;
  /** Images of the file by what follows from their selection frequencies. */
  statuses: Record<ContainsStatus, number>;
}

const imagesAtOnce = 500;

/**
 * Gives images their candidates from selection frequencies: images of `follow-up` get their original label and the
 * labels ticked at least half as often, the most frequent first. With `easy`, images on which there is no other label
 * get their original label alone; with `mistakes`, those on which nobody ticked the original label get it and every
 * label that somebody ticked; where nobody ticked any, there is nothing to ask about. Images with too few answers get
 * none.
 *
 * @param input.file what `contains aggregate` writes; where left out, the project's own sheets count, by its own rules
 * @param input.minAnswers for a file: answers on the original label, below which an image is `ambiguous`; 5 by default
 * @throws Failure `bad-file` with the rows that cannot be used; `not-ready` where nobody is asked for objects
 */
export async function giveCandidates(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  {
    project: id,
    file,
    minAnswers = 5,
    easy,
    mistakes = false,
    person = null,
  }: {
    project: string;
    file?: string | undefined;
    minAnswers?: number | undefined;
    easy: boolean;
    mistakes?: boolean;
    /** null: at the command line. */
    person?: string | null;
  },
): Promise<GivenCandidates> {
  const read = file === undefined ? undefined : { file, ...(await readSelections(file)) };
  const from = file === undefined ? {} : { minAnswers, file: basename(file), sha256: await hashFile(file) };
  return ctx.db.transaction().execute(async (db) => {
    const project = await getProject(db, id);
    const stage = requireObjectsStage(project.settings);
    await lockQueue(db, ctx.dialect, `${id} ${stage}`);
    const images = read
      ? await candidatesOfFile(db, { project, minAnswers, ...read })
      : await candidatesOfProject(db, id);
    if (images.length === 0)
      throw new Failure(
        "not-ready",
        "Nobody has answered a sheet on an image with an original label yet, so there are no selection frequencies. Or name a file of them: --selections.",
      );
    const statuses: Record<ContainsStatus, number> = { "follow-up": 0, easy: 0, ambiguous: 0, mistake: 0 };
    for (const { status } of images) statuses[status]++;
    const chosen = images.filter(
      ({ status, labels }) =>
        status === "follow-up" ||
        (easy && status === "easy") ||
        (mistakes && status === "mistake" && labels.length > 0),
    );
    const at = ctx.now().toISOString();
    let given = 0;
    for await (const some of chunksOf(chosen, imagesAtOnce)) {
      const ids = some.map(({ image }) => image);
      await deleteUnusedCandidates(db, ids, stage);
      given += await insertCandidates(db, some, { source: "given", at });
    }
    const counted = { given, kept: chosen.length - given, statuses };
    const after = { ...counted, easy, mistakes, ...from };
    await insertEvent(db, { project: id, at, person, kind: "candidates-given", after });
    return counted;
  });
}
