import type { AssignmentView, Progress, WorkPosition } from "../../../contract/tasks/work.ts";
import type { Stage } from "../../../core/tasks/stage.ts";
import { type BrowserStore, beginningWith, openReadingStore } from "../../offline/browserStore.ts";

/** Images beyond this number are dropped, the oldest first: undo without a connection can go back to the others. */
const maxViews = 100;

interface Position {
  queue: readonly string[];
  progress: Progress;
}

/** The images that a person's browser holds, in order. */
export interface KeptPages {
  keepView(view: AssignmentView): Promise<void>;
  keepPosition(position: Position): Promise<void>;
  findView(assignment: string): Promise<AssignmentView | undefined>;
  findPosition(): Promise<WorkPosition | undefined>;
}

interface Options {
  person: string;
  project: string;
  stage: Stage;
  store?: () => Promise<BrowserStore>;
  now?: () => number;
}

/** Holding them is best effort: if the browser refuses, the page does without. */
export function keepPages(options: Options): KeptPages {
  /** The last stored text of each image: replies bring the images ahead again and again. */
  const last = new Map<string, string>();
  const { person, project, stage, store = openReadingStore, now = Date.now } = options;
  const orNothing = <T>(work: () => Promise<T>) => work().catch(() => undefined);

  async function findView(assignment: string) {
    const row = await (await store()).get("views", [person, project, assignment]);
    return row?.view as AssignmentView | undefined;
  }

  async function dropOld(all: BrowserStore) {
    const range = beginningWith(person, project);
    if ((await all.count("views", range)) <= 2 * maxViews) return;
    const change = all.transaction("views", "readwrite");
    const keys = await change.store.getAllKeys(range);
    const rows = await change.store.getAll(range);
    const oldestFirst = keys
      .map((key, index) => ({ key, at: rows[index]?.at ?? 0 }))
      .sort((a, b) => a.at - b.at);
    for (const { key } of oldestFirst.slice(0, -maxViews)) await change.store.delete(key);
    await change.done;
  }

  return {
    async keepView(view) {
      const text = JSON.stringify(view);
      if (last.get(view.id) === text) return;
      last.delete(view.id);
      last.set(view.id, text);
      const [oldest] = last.size > maxViews ? last.keys() : [];
      if (oldest !== undefined) last.delete(oldest);
      await orNothing(async () =>
        (await store()).put("views", { view, at: now() }, [person, project, view.id]),
      );
    },
    async keepPosition(position) {
      await orNothing(async () => {
        const all = await store();
        await all.put("positions", position, [person, project, stage]);
        await dropOld(all);
      });
    },
    findView: (assignment) => orNothing(() => findView(assignment)),
    findPosition: () =>
      orNothing(async () => {
        const position = (await (await store()).get("positions", [person, project, stage])) as
          | Position
          | undefined;
        if (!position) return undefined;
        const found = await Promise.all(position.queue.map(findView));
        const views = found.filter((view) => view !== undefined);
        const [current = null, ...ahead] = views;
        return { order: views.map(({ id }) => id), current, ahead, progress: position.progress };
      }),
  };
}
