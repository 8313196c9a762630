import { getTutorialOf } from "../../db/guideline/tutorial.ts";
import type { Context } from "../context.ts";

/** When a person finished the tutorial, or said that they want none. */
export const getTutorial = (
  { db }: Pick<Context, "db">,
  { person }: { person: string },
): ReturnType<typeof getTutorialOf> => getTutorialOf(db, person);
