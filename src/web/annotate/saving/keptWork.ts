import type { SaveAnnotationBody } from "../../../contract/tasks/annotation.ts";
import type { AnnotationDraft } from "../../../contract/tasks/annotationDraft.ts";
import { type BrowserStore, beginningWith, openBrowserStore } from "../../offline/browserStore.ts";
import type { Tabs } from "../../offline/tabs.ts";

/** A request that the server has not answered: sent again unchanged until it does. */
export type Request =
  | { kind: "save"; body: SaveAnnotationBody }
  | { kind: "skip"; body: { operation: string; reason: string } };

/** What is to be saved once the request before it is answered. */
export type Wanted =
  | { kind: "save"; state: SaveAnnotationBody["state"]; annotation: AnnotationDraft }
  | { kind: "skip"; reason: string };

export interface KeptItem {
  revision: number;
  sending: Request | null;
  wanted: Wanted | null;
}

/** Keeps unsaved work where a reload, a crash or a closed tab does not reach it. */
export interface KeptWork {
  /**
   * Takes over what pages that are gone have left; one version per image, the earliest first.
   *
   * @returns `more` where another page left something of the same images, to be taken once these are saved
   */
  takeOver(): Promise<{ taken: [assignment: string, item: KeptItem][]; more: boolean }>;
  /** @returns whether it is kept; false where the browser refuses */
  write(assignment: string, item: KeptItem | null): Promise<boolean>;
  /** Tells when a page that left work is gone. */
  onLeft(listener: () => void): void;
}

interface Options {
  person: string;
  project: string;
  tabs: Tabs;
  store?: () => Promise<BrowserStore>;
  earlier?: Storage | undefined;
}

/** In the browser's database, an entry per person, project, image and tab. */
export function keepInBrowser(options: Options): KeptWork {
  const { person, project, tabs, store = openBrowserStore, earlier = globalThis.localStorage } = options;
  const mine = new Set<string>();
  const watched = new Set<string>();
  let tellLeft = () => {};

  /** The other pages that left something here, and are gone. The others are watched until they are. */
  async function findGone(all: BrowserStore): Promise<Set<string>> {
    const keys = await all.getAllKeys("unsaved", beginningWith(person, project));
    const gone = new Set<string>();
    for (const tab of new Set(keys.map(([, , , left]) => left))) {
      if (tab === tabs.own) continue;
      if (await tabs.isGone(tab)) gone.add(tab);
      else if (!watched.has(tab)) {
        watched.add(tab);
        tabs.whenGone(tab, () => tellLeft());
      }
    }
    return gone;
  }

  return {
    onLeft(listener) {
      tellLeft = listener;
    },
    async takeOver() {
      const taken: [string, KeptItem][] = [];
      let more = false;
      try {
        const all = await store();
        await moveFromLocalStorage(all, person, project, earlier);
        const gone = await findGone(all);
        // One transaction: of two pages that open at once, one takes it.
        const change = all.transaction("unsaved", "readwrite", { durability: "strict" });
        const entries = await change.store.getAllKeys(beginningWith(person, project));
        for (const key of entries) {
          const [, , assignment, tab] = key;
          if (!gone.has(tab)) continue;
          if (mine.has(assignment)) {
            more = true;
            continue;
          }
          const item = (await change.store.get(key)) as KeptItem;
          await change.store.put(item, [person, project, assignment, tabs.own]);
          await change.store.delete(key);
          mine.add(assignment);
          taken.push([assignment, item]);
        }
        await change.done;
      } catch {
        // Without a store there is nothing to take over; the first write tells that nothing is kept.
      }
      return { taken, more };
    },
    async write(assignment, item) {
      if (item) mine.add(assignment);
      else mine.delete(assignment);
      const key = [person, project, assignment, tabs.own] as [string, string, string, string];
      try {
        const change = (await store()).transaction("unsaved", "readwrite", { durability: "strict" });
        const written = item ? change.store.put(item, key) : change.store.delete(key);
        // At once: a page that is being left has no later.
        change.commit();
        await Promise.all([written, change.done]);
        return true;
      } catch {
        // A full or forbidden store: the work is still in the page, and the server gets it as usual.
        return false;
      }
    },
  };
}

/** Versions before 0.2 kept unsaved work in the local storage. */
async function moveFromLocalStorage(
  store: BrowserStore,
  person: string,
  project: string,
  earlier: Storage | undefined,
): Promise<void> {
  const prefix = `multilabelfy.unsaved.${person}.${project}.`;
  for (const name of Object.keys(earlier ?? {}).filter((key) => key.startsWith(prefix))) {
    const key = [person, project, name.slice(prefix.length), "local-storage"] as const;
    await store.put("unsaved", JSON.parse(earlier?.getItem(name) ?? "") as KeptItem, [...key]);
    earlier?.removeItem(name);
  }
}
