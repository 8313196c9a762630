import type { TutorialEnd } from "../../contract/guideline/tutorial.ts";
import { updateTutorialOf } from "../../db/guideline/tutorial.ts";
import type { Context } from "../context.ts";

/** Records that a person finished the tutorial, or wants none; taking it again finishes it again. */
export async function endTutorial(
  { db, now }: Pick<Context, "db" | "now">,
  { person, end }: { person: string; end: TutorialEnd },
): Promise<void> {
  const at = now().toISOString();
  await updateTutorialOf(
    db,
    person,
    end === "finished" ? { tutorialFinishedAt: at } : { tutorialSkippedAt: at },
  );
}
