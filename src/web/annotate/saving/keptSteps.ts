import type { Stage } from "../../../core/tasks/stage.ts";
import { type BrowserStore, beginningWith, openReadingStore } from "../../offline/browserStore.ts";
import type { Step } from "../state/steps.ts";

/** Keeps what undo goes back to across reloads. */
export interface KeptSteps {
  /** The steps of earlier visits, in order. */
  read(): Promise<Step[]>;
  /** Writes added steps, and deletes those that are gone. */
  follow(before: readonly Step[], after: readonly Step[]): Promise<void>;
}

interface Options {
  person: string;
  project: string;
  stage: Stage;
  store?: () => Promise<BrowserStore>;
  now?: () => number;
}

/** Kept in the browser's database. If it refuses, undo reaches back only to when the page was opened. */
export function keepSteps(options: Options): KeptSteps {
  const { person, project, stage, store = openReadingStore, now = Date.now } = options;
  const keys = new WeakMap<Step, [string, string, string, number]>();
  let last = 0;

  /** Times never repeat on one page; those of a second page fall in between. */
  function keyOf(step: Step) {
    const known = keys.get(step);
    if (known) return known;
    last = Math.max(now(), last + 0.001);
    const key: [string, string, string, number] = [person, project, stage, last];
    keys.set(step, key);
    return key;
  }

  return {
    async read() {
      try {
        const change = (await store()).transaction("steps");
        const range = beginningWith(person, project, stage);
        const found = await change.store.getAllKeys(range);
        const steps = (await change.store.getAll(range)) as Step[];
        steps.forEach((step, index) => {
          const key = found[index];
          if (key) keys.set(step, key);
        });
        return steps;
      } catch {
        return [];
      }
    },
    async follow(before, after) {
      if (before === after) return;
      const [old, current] = [new Set(before), new Set(after)];
      const added = after.filter((step) => !old.has(step) && !keys.has(step));
      const gone = before.filter((step) => !current.has(step));
      if (added.length + gone.length === 0) return;
      const puts = added.map((step) => [keyOf(step), step] as const);
      try {
        const change = (await store()).transaction("steps", "readwrite");
        for (const [key, step] of puts) void change.store.put(step, key);
        for (const step of gone) void change.store.delete(keyOf(step));
        await change.done;
      } catch {
        // Undo still works on this page.
      }
    },
  };
}
