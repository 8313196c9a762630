import type { z } from "zod";
import { getMyWork } from "../../contract/tasks/work.ts";
import { stages } from "../../core/tasks/stage.ts";
import { keepPages } from "../annotate/saving/keptPages.ts";
import { findReply, keepReply } from "../offline/lastReply.ts";
import { CallFailure, call } from "./call.ts";

type Work = z.output<typeof getMyWork.reply>;

/** A person's work in a project; `held` is null, or how many images the browser holds where there is no connection. */
export interface MyWork {
  work: Work;
  held: number | null;
}

/** What the server answers; where it cannot be reached, what it answered last, and what the browser holds to go on with. */
export async function askMyWork(project: string, person: string, signal: AbortSignal): Promise<MyWork> {
  const name = `work ${project}`;
  try {
    const work = await call(getMyWork, { params: { project }, signal });
    void keepReply(name, work);
    return { work, held: null };
  } catch (cause) {
    if (!(cause instanceof CallFailure && cause.status === 0) || signal.aborted) throw cause;
    const work = (await findReply(name)) as Work | undefined;
    if (!work) throw cause;
    const held = stages.map(async (stage) => {
      const position = await keepPages({ person, project, stage }).findPosition();
      return position?.order.length ?? 0;
    });
    return { work, held: (await Promise.all(held)).reduce((sum, images) => sum + images, 0) };
  }
}
