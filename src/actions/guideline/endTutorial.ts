import type { TutorialEnd } from "../../contract/guideline/tutorial.ts";
import { updateTutorialOf } from "../../db/guideline/tutorial.ts";
import type { Context } from "../context.ts";

/** A person finished the tutorial, or wants none; who takes it again has finished it again. */
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
