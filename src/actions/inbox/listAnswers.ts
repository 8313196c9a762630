import type { FlagAnswers, Matter } from "../../contract/inbox.ts";
import { listAnswersTo } from "../../db/inbox.ts";
import type { Context } from "../context.ts";

const shown = 5;

/** What leads answered to a person's flags, the newest first. */
export async function listAnswers(
  { db }: Pick<Context, "db">,
  { project, person }: { project: string; person: string },
): Promise<FlagAnswers> {
  const rows = await listAnswersTo(db, { project, person, limit: shown });
  return {
    answers: rows.flatMap(({ matterJson, answer, by, at }) => {
      const matter = JSON.parse(matterJson) as Matter;
      if (matter.kind !== "flag") return [];
      return [{ image: matter.image, text: matter.text, answer, by, at }];
    }),
  };
}
