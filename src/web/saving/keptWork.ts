import {
  type BrowserStore,
  beginningWith,
  openBrowserStore,
  type UnsavedTable,
} from "../offline/browserStore.ts";
import type { Tabs } from "../offline/tabs.ts";

/** What is unsaved of one item. */
export interface KeptItem<Wanted, Request> {
  revision: number;
  /** A request that the server has not answered: sent again unchanged until it does. */
  sending: Request | null;
  /** What is to be saved once the request before it is answered. */
  wanted: Wanted | null;
}

/** Keeps unsaved work where a reload, a crash or a closed tab does not reach it. */
export interface KeptWork<Wanted, Request> {
  /**
   * Takes over what pages that are gone have left; one version per item, the earliest first.
   *
   * @returns `more` where another page left something of the same items, to be taken once these are saved
   */
  takeOver(): Promise<{ taken: [id: string, item: KeptItem<Wanted, Request>][]; more: boolean }>;
  /** @returns whether it is kept; false where the browser refuses */
  write(id: string, item: KeptItem<Wanted, Request> | null): Promise<boolean>;
  /** Tells when a page that left work is gone. */
  onLeft(listener: () => void): void;
}

interface Options {
  table: UnsavedTable;
  person: string;
  project: string;
  tabs: Tabs;
  store?: () => Promise<BrowserStore>;
}

/** In the browser's database, an entry per person, project, item and tab. */
export function keepInBrowser<Wanted, Request>(options: Options): KeptWork<Wanted, Request> {
  const { table, person, project, tabs, store = openBrowserStore } = options;
  const mine = new Set<string>();
  const watched = new Set<string>();
  let tellLeft = () => {};

  /** The other pages that left something here, and are gone. The others are watched until they are. */
  async function findGone(all: BrowserStore): Promise<Set<string>> {
    const keys = await all.getAllKeys(table, beginningWith(person, project));
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
      const taken: [string, KeptItem<Wanted, Request>][] = [];
      let more = false;
      try {
        const all = await store();
        const gone = await findGone(all);
        // One transaction: of two pages that open at once, one takes it.
        const change = all.transaction(table, "readwrite", { durability: "strict" });
        const entries = await change.store.getAllKeys(beginningWith(person, project));
        for (const key of entries) {
          const [, , id, tab] = key;
          if (!gone.has(tab)) continue;
          if (mine.has(id)) {
            more = true;
            continue;
          }
          const item = (await change.store.get(key)) as KeptItem<Wanted, Request>;
          await change.store.put(item, [person, project, id, tabs.own]);
          await change.store.delete(key);
          mine.add(id);
          taken.push([id, item]);
        }
        await change.done;
      } catch {
        // Without a store there is nothing to take over; the first write tells that nothing is kept.
      }
      return { taken, more };
    },
    async write(id, item) {
      if (item) mine.add(id);
      else mine.delete(id);
      const key = [person, project, id, tabs.own] as [string, string, string, string];
      try {
        const change = (await store()).transaction(table, "readwrite", { durability: "strict" });
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
