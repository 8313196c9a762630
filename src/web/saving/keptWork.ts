import {
  type BrowserStore,
  beginningWith,
  openBrowserStore,
  type UnsavedTable,
} from "../offline/browserStore.ts";
import type { Tabs } from "../offline/tabs.ts";

/** Unsaved work on one item. */
export interface KeptItem<Wanted, Request> {
  revision: number;
  /** A request that the server has not answered: repeated unchanged until it does. */
  sending: Request | null;
  /** What is to be saved once the request before it is answered. */
  wanted: Wanted | null;
}

/** Keeps unsaved work safe from reloads, crashes and closed tabs. */
export interface KeptWork<Wanted, Request> {
  /**
   * Takes over what closed pages have left; one version per item, the earliest first.
   *
   * @returns `more` if another page left work on the same items, to be taken once these are saved
   */
  takeOver(): Promise<{ taken: [id: string, item: KeptItem<Wanted, Request>][]; more: boolean }>;
  /** @returns whether it is kept; false if the browser refuses */
  write(id: string, item: KeptItem<Wanted, Request> | null): Promise<boolean>;
  /** Calls the listener when a page that left work is gone. */
  onLeft(listener: () => void): void;
}

interface Options {
  table: UnsavedTable;
  person: string;
  project: string;
  tabs: Tabs;
  store?: () => Promise<BrowserStore>;
}

/** Keeps work in the browser's database, an entry per person, project, item and tab. */
export function keepInBrowser<Wanted, Request>(options: Options): KeptWork<Wanted, Request> {
  const { table, person, project, tabs, store = openBrowserStore } = options;
  const mine = new Set<string>();
  const watched = new Set<string>();
  let tellLeft = () => {};

  /** Other pages that left something here and are gone. Those still open are watched until they are gone. */
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
        // In one transaction, so that of two pages opened at once only one takes it.
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
        // Without a store there is nothing to take over; the first write reports that nothing is kept.
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
        // Now: a page being left has no later.
        change.commit();
        await Promise.all([written, change.done]);
        return true;
      } catch {
        // The store is full or forbidden: the work is still in the page, and the server gets it as usual.
        return false;
      }
    },
  };
}
