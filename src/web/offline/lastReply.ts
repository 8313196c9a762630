import { CallFailure } from "../client/call.ts";
import { forgetHeldPages, openBrowserStore, openReadingStore } from "./browserStore.ts";
import { forgetPictures } from "./pictures.ts";

/** What the server answers; where it cannot be reached, what it answered last in this browser. */
export async function orLastReply<T>(name: string, answer: Promise<T>): Promise<T> {
  try {
    const reply = await answer;
    void keepReply(name, reply);
    return reply;
  } catch (cause) {
    if (!(cause instanceof CallFailure && cause.status === 0)) throw cause;
    const last = await findReply(name);
    if (last === undefined) throw cause;
    return last as T;
  }
}

/** For `findReply`, where a page learns in another way what the server would answer. */
export async function keepReply(name: string, reply: unknown): Promise<void> {
  await openReadingStore()
    .then((store) => store.put("replies", reply, name))
    .catch(() => {});
}

/** What was kept last under this name. */
export async function findReply(name: string): Promise<unknown> {
  return openBrowserStore()
    .then((store) => store.get("replies", name))
    .catch(() => undefined);
}

/** Forgets what is held for reading. Work that is not saved yet stays, for the person who did it. */
export async function forgetHeld(): Promise<void> {
  await Promise.all([forgetHeldPages(), forgetPictures()]).catch(() => {});
}

/** The browser holds things for one person at a time: another one finds nothing of theirs. */
export async function holdFor(person: string): Promise<void> {
  const before = await findReply("holder");
  if (before !== undefined && before !== person) await forgetHeld();
  if (before !== person) await keepReply("holder", person);
}
