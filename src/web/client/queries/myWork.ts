import type { z } from "zod";
import { getMyWork } from "../../../contract/tasks/work.ts";
import { stages } from "../../../core/tasks/stage.ts";
import { keepPages } from "../../annotate/saving/keptPages.ts";
import {
  type AnnotationRequest,
  savedAnnotations,
  type WantedAnnotation,
} from "../../annotate/saving/savedAnnotations.ts";
import { beginningWith, openBrowserStore } from "../../offline/browserStore.ts";
import { findReply, keepReply } from "../../offline/lastReply.ts";
import type { KeptItem } from "../../saving/keptWork.ts";
import { CallFailure, call } from "../call.ts";

type Work = z.output<typeof getMyWork.reply>;

/**
 * A person's work in a project; `held` is the number of images the browser holds if there is no connection, else null.
 */
export interface MyWork {
  work: Work;
  held: number | null;
}

/** The server's answer; if it cannot be reached, its last answer, and what the browser holds to continue with. */
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
    const done = await findDone(project, person);
    const held = stages.map(async (stage) => {
      const position = await keepPages({ person, project, stage }).findPosition();
      return position?.order.filter((assignment) => !done.has(assignment)).length ?? 0;
    });
    return { work, held: (await Promise.all(held)).reduce((sum, images) => sum + images, 0) };
  }
}

/** The images answered here and waiting to be sent. */
async function findDone(project: string, person: string): Promise<Set<string>> {
  type Item = KeptItem<WantedAnnotation, AnnotationRequest>;
  const store = await openBrowserStore();
  const range = beginningWith(person, project);
  const keys = await store.getAllKeys("unsaved", range);
  const items = (await store.getAll("unsaved", range)) as Item[];
  const isDone = ({ wanted, sending }: Item) => {
    const ours = wanted ?? (sending && savedAnnotations.wantedOf(sending));
    return ours?.kind === "skip" || ours?.state === "submitted";
  };
  return new Set(keys.flatMap(([, , assignment], at) => (isDone(items[at]!) ? [assignment] : [])));
}
