import { type DBSchema, type IDBPDatabase, openDB } from "idb";

type UnsavedKey = [person: string, project: string, item: string, tab: string];

/** What the browser stores for people, so that a page can be closed and reopened without a connection. */
interface Tables extends DBSchema {
  /** Changes that the server has not confirmed, by the tab that made them. */
  unsaved: { key: UnsavedKey; value: unknown };
  unsavedReviews: { key: UnsavedKey; value: unknown };
  unsavedPractice: { key: UnsavedKey; value: unknown };
  unsavedTutorial: { key: UnsavedKey; value: unknown };
  unsavedSheets: { key: UnsavedKey; value: unknown };
  /** What undo goes back to, by the time of the step. */
  steps: { key: [person: string, project: string, stage: string, at: number]; value: unknown };
  /** Images to work on, and those done last. */
  views: {
    key: [person: string, project: string, assignment: string];
    value: { view: unknown; at: number };
  };
  /** The order of the images, and the person's progress. */
  positions: { key: [person: string, project: string, stage: string]; value: unknown };
  /** Server replies that a page cannot start without. */
  replies: { key: string; value: unknown };
}

/** The tables of changes, one for each sort of item. */
const unsavedTables = [
  "unsaved",
  "unsavedReviews",
  "unsavedPractice",
  "unsavedTutorial",
  "unsavedSheets",
] as const;
export type UnsavedTable = (typeof unsavedTables)[number];

const readingTables = ["steps", "views", "positions", "replies"] as const;

export type BrowserStore = IDBPDatabase<Tables>;

let opened: Promise<BrowserStore> | undefined;

/** @throws if the browser has no such store: in some private windows, or if its settings forbid it */
export function openBrowserStore(): Promise<BrowserStore> {
  opened ??= open();
  return opened;
}

let isOver = false;

/** From now on this page stores nothing for reading: its person has signed out, and a reply may still arrive. */
export function stopHolding(): void {
  isOver = true;
}

/** Opens the store for reading data. @throws as `openBrowserStore`, and once this page's person has signed out */
export async function openReadingStore(): Promise<BrowserStore> {
  refuseOnceOver();
  return openBrowserStore();
}

/** @throws Error once this page's person has signed out */
export function refuseOnceOver(): void {
  if (isOver) throw new Error("nothing is put aside once its person has signed out");
}

async function open(): Promise<BrowserStore> {
  return openDB<Tables>("multilabelfy", 3, {
    upgrade(db) {
      for (const table of [...unsavedTables, ...readingTables])
        if (!db.objectStoreNames.contains(table)) db.createObjectStore(table);
    },
    // A newer version of the program in another tab must not wait for this page.
    blocking: (_current, _next, event) => (event.target as IDBDatabase).close(),
    terminated: () => {
      opened = undefined;
    },
  });
}

/** All keys with this beginning: an array is greater than any text or number. */
export const beginningWith = (...start: string[]): IDBKeyRange => IDBKeyRange.bound(start, [...start, []]);

/** Deletes what is held for reading: pages, images ahead and undo steps. Unsaved work stays. */
export async function forgetHeldPages(): Promise<void> {
  const store = await openBrowserStore();
  const change = store.transaction(readingTables, "readwrite");
  await Promise.all([...readingTables.map((table) => change.objectStore(table).clear()), change.done]);
}
