import type { Stage } from "../../../core/tasks/stage.ts";
import type { Context } from "../../context.ts";
import type { Taker } from "../stages/stageWork.ts";
import { workOf } from "../stages/workOf.ts";

/**
 * How many images of a stage a person could take where they are handed out one by one, including gold and repeats among
 * them.
 *
 * @param max where counting stops
 */
export async function countFree(
  ctx: Pick<Context, "db" | "now">,
  stage: Stage,
  taker: Taker,
  max: number,
): Promise<number> {
  const { countFree, withOthers } = workOf(stage);
  const { images } = await countFree(ctx, taker, { max });
  return withOthers ? withOthers(ctx, taker, images) : images;
}
