import { getTutorialOf } from "../../db/guideline/tutorial.ts";
import type { Context } from "../context.ts";

/** When a person finished the tutorial, or declined it. */
export const getTutorial = (
  { db }: Pick<Context, "db">,
  { person }: { person: string },
): ReturnType<typeof getTutorialOf> => getTutorialOf(db, person);
