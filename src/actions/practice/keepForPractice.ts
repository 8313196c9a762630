import { Failure } from "../../contract/failure.ts";
import { shuffle } from "../../core/chance.ts";
import { insertEvents } from "../../db/event.ts";
import { countGoldHolders, listGold, setPractice } from "../../db/gold.ts";
import { findChance } from "../../db/sql/chance.ts";
import type { Context } from "../context.ts";
import { lockAnnotation } from "../lock.ts";

/**
 * Reserves gold images for practice, or returns them to be mixed in. Practice shows an image's answers, and gold in the
 * field must look like any other image, so an image that anybody had in one use keeps it.
 *
 * @param input.images their ids; or else `draw` images at random, by `seed`
 * @throws Failure `not-ready` where no image can
 */
export async function keepForPractice(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  input: { project: string; person: string | null; isPractice: boolean } & (
    | { images: readonly string[] }
    | { draw: number; seed: number }
  ),
): Promise<{ changed: number; refused: string[] }> {
  const { project, person, isPractice } = input;
  return ctx.db.transaction().execute(async (db) => {
    await lockAnnotation(db, ctx.dialect, project);
    const holders = await countGoldHolders(db, project);
    const gold = await listGold(db, project);
    const able = gold.filter(
      (one) => one.isPractice !== isPractice && one.retiredAt === null && !holders.has(one.image),
    );
    const chance = await findChance(db);
    const chosen =
      "draw" in input
        ? shuffle(able, chance(`${project} practice ${input.seed}`)).slice(0, input.draw)
        : able.filter(({ image }) => input.images.includes(image));
    if (chosen.length === 0) {
      throw new Failure(
        "not-ready",
        isPractice
          ? "None of these images can be kept for practice: it takes gold images in use that nobody has had yet. Make further images gold first."
          : "None of these images can be mixed in: somebody has practised on them and knows their answers.",
      );
    }
    const at = ctx.now().toISOString();
    await setPractice(
      db,
      chosen.map(({ image }) => image),
      isPractice,
    );
    const kind = isPractice ? "gold-kept-for-practice" : "gold-given-back";
    await insertEvents(
      db,
      chosen.map(({ image }) => ({ project, at, person, kind, image })),
    );
    const changed = new Set(chosen.map(({ image }) => image));
    const refused = "images" in input ? gold.filter(({ image }) => input.images.includes(image)) : [];
    return {
      changed: chosen.length,
      refused: refused.filter(({ image }) => !changed.has(image)).map(({ key }) => key),
    };
  });
}
