import type { ProjectSettings } from "../../core/project/settings.ts";
import { openingOf } from "../../core/stages/protocol.ts";
import type { Db } from "../../db/schema.ts";
import { listStanding } from "../../db/tasks/annotation.ts";
import { weighImage } from "./parts/weighImage.ts";

/**
 * What the next person is asked about an image: all of it, or only some labels; nothing where no further answer is
 * worth asking for, because a rule was learned since the last one.
 */
export async function chooseAsked(
  db: Db,
  about: { project: string; image: string; settings: ProjectSettings },
): Promise<"all" | "nothing" | number[]> {
  const { name, asksAnew } = openingOf(about.settings);
  if (asksAnew === null || about.settings.fewestAnswers === 0) return "all";
  const weighed = await weighImage(db, about, await listStanding(db, about.image, [name]));
  if (!weighed) return "all";
  const { labels } = weighed.verdict;
  if (labels.length === 0) return "nothing";
  return asksAnew === "labels" ? labels : "all";
}
