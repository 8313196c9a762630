import type { LabelChanged } from "../../contract/labels/labelChange.ts";
import type { Context } from "../context.ts";
import { type ChangeInput, changeLabels } from "./parts/changeLabels.ts";

/**
 * Stops offering a label: as a proposal, in the search, and in refinement. Answers on it are kept; new releases leave
 * it out, and say so. People have to be asked again about images that held nothing else.
 *
 * @param input.back offers a retired label again
 * @throws Failure as `changeLabels`
 */
export const retireLabel = (
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { label, back = false, ...input }: ChangeInput & { label: number; back?: boolean },
): Promise<LabelChanged> => changeLabels(ctx, input, { verb: back ? "restore" : "retire", label });
