import type { LearnedProbe } from "../../contract/models/models.ts";
import { listEvents } from "../../db/event.ts";
import type { Context } from "../context.ts";

/** The probes learned in a project, newest first, with the out-of-fold quality of each. */
export async function listProbes(
  { db }: Pick<Context, "db">,
  { project }: { project: string },
): Promise<LearnedProbe[]> {
  const learned = await listEvents(db, project, "probe-learned");
  return learned.reverse().map(({ at, afterJson }) => {
    const { name, embeddings, images, decided, figures } = JSON.parse(afterJson ?? "{}") as LearnedProbe;
    return { name, at, embeddings, images, decided, figures };
  });
}
