import { Failure } from "../../contract/failure.ts";
import { shuffle } from "../../core/chance.ts";
import { insertEvents } from "../../db/event.ts";
import { insertGold, listGoldCandidates } from "../../db/gold.ts";
import { writeAgreement } from "../../db/outcome/agreement.ts";
import { getProject } from "../../db/project/project.ts";
import { findChance } from "../../db/sql/chance.ts";
import type { Context } from "../context.ts";
import { lockAnnotation } from "../lock.ts";

/**
 * Makes images gold: they leave the project's own images, wait for an expert who answers them from blank, and are then
 * mixed into annotators' work. Only images that nobody has been given can become gold.
 *
 * @param input.keys image keys; or else `draw` images at random, by `seed`
 * @throws Failure `not-ready` where no image can
 */
export async function addGold(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  input: { project: string; person: string | null } & (
    | { keys: readonly string[] }
    | { draw: number; seed: number }
  ),
): Promise<{ added: number; refused: string[] }> {
  const { project, person } = input;
  return ctx.db.transaction().execute(async (db) => {
    await lockAnnotation(db, ctx.dialect, project);
    const { settings } = await getProject(db, project);
    const keys = "keys" in input ? [...new Set(input.keys)] : undefined;
    const able = await listGoldCandidates(db, project, keys);
    const chance = await findChance(db);
    const chosen =
      "draw" in input ? shuffle(able, chance(`${project} gold ${input.seed}`)).slice(0, input.draw) : able;
    if (chosen.length === 0) {
      throw new Failure(
        "not-ready",
        "None of these images can become gold: it takes images with proposals that nobody has been given yet.",
      );
    }
    const at = ctx.now().toISOString();
    await insertGold(
      db,
      chosen.map(({ id }) => id),
      { at, by: person },
    );
    // Stored as if its annotators had disagreed, because that makes an image wait for an expert.
    const disagreed = { agreed: false, labels: [], reasons: [] };
    for (const { id } of chosen)
      await writeAgreement(db, id, disagreed, { at, twiceShare: settings.twiceShare });
    await insertEvents(
      db,
      chosen.map(({ id }) => ({ project, at, person, kind: "gold-added", image: id })),
    );
    const added = new Set(chosen.map(({ key }) => key));
    return { added: chosen.length, refused: (keys ?? []).filter((key) => !added.has(key)) };
  });
}
