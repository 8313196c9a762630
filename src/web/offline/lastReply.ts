import { CallFailure } from "../client/call.ts";
import { forgetHeldPages, openBrowserStore, openReadingStore } from "./browserStore.ts";
import { forgetPictures } from "./pictures.ts";

/** The server's answer; if it cannot be reached, its last answer in this browser. */
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

/** Stores a reply for `findReply`, if a page learned it in another way. */
export async function keepReply(name: string, reply: unknown): Promise<void> {
  await openReadingStore()
    .then((store) => store.put("replies", reply, name))
    .catch(() => {});
}

/** The last reply stored under this name. */
export async function findReply(name: string): Promise<unknown> {
  return openBrowserStore()
    .then((store) => store.get("replies", name))
    .catch(() => undefined);
}

/** Deletes what is held for reading. Unsaved work stays for the person who did it. */
export async function forgetHeld(): Promise<void> {
  await Promise.all([forgetHeldPages(), forgetPictures()]).catch(() => {});
}

/** Makes the browser hold things for this person only: whatever it held for another is deleted. */
export async function holdFor(person: string): Promise<void> {
  const before = await findReply("holder");
  if (before !== undefined && before !== person) await forgetHeld();
  if (before !== person) await keepReply("holder", person);
}
