import { PassThrough } from "node:stream";
import { setTimeout } from "node:timers/promises";
import type { Context } from "../actions/context.ts";
import { type Followed, followProjects } from "../actions/project/followProjects.ts";

/** In milliseconds. A reverse proxy drops a stream that is silent for a minute. */
const usual = { lookEvery: 1_000, beatEvery: 20_000 };

export type LiveTimes = typeof usual;
export type LiveProjects = ReturnType<typeof createLiveProjects>;

interface Listener {
  project: string;
  stream: PassThrough;
  mayListen: () => Promise<boolean>;
}

/**
 * Streams of server-sent events that tell pages when something changed in a project, but not what. The database is
 * queried once a second for all of them, as long as anybody listens: writes of other processes are noticed too, and
 * nobody is notified more often than that.
 */
export function createLiveProjects(
  ctx: Pick<Context, "db" | "dialect">,
  { lookEvery, beatEvery }: LiveTimes = usual,
) {
  const listeners = new Set<Listener>();
  /** Projects whose pages are notified at the next look. */
  const changedNext = new Set<string>();
  const closing = new AbortController();
  let following: Promise<void> | undefined;

  async function follow(followed: Followed): Promise<void> {
    let nextBeat = performance.now() + beatEvery;
    while (listeners.size > 0 && !closing.signal.aborted) {
      await setTimeout(lookEvery, undefined, { signal: closing.signal }).catch(() => {});
      // A database that does not answer now is queried again later.
      const found = await followProjects(ctx, followed).catch(() => ({
        changed: new Set<string>(),
        followed,
      }));
      followed = found.followed;
      for (const project of changedNext) found.changed.add(project);
      changedNext.clear();
      const isBeat = performance.now() >= nextBeat;
      if (isBeat) nextBeat = performance.now() + beatEvery;
      const toTell = [...listeners].filter(({ project }) => isBeat || found.changed.has(project));
      await Promise.all(
        toTell.map((one) => send(one, found.changed.has(one.project) ? "data: changed\n\n" : ": here\n\n")),
      );
    }
    following = undefined;
  }

  /**
   * @param mayListen checked before each message, heartbeats included; the stream ends once it is false
   * @returns the stream, which also ends with the server; destroy it when nobody reads it any more
   */
  async function listen(project: string, mayListen: () => Promise<boolean>): Promise<PassThrough> {
    const stream = new PassThrough();
    // Something must be sent so that the page knows that it is notified from now on.
    stream.write(": here\n\n");
    if (closing.signal.aborted) return stream.end();
    const listener = { project, stream, mayListen };
    listeners.add(listener);
    stream.once("close", () => listeners.delete(listener));
    if (!following) {
      // Before the page is told: nothing that happens afterwards is missed.
      const { followed } = await followProjects(ctx, null);
      following ??= follow(followed);
    }
    return stream;
  }

  /** Notifies the listeners of a project although its data did not change: there is more to show. */
  const tell = (project: string) => void changedNext.add(project);

  async function close(): Promise<void> {
    closing.abort();
    for (const { stream } of listeners) stream.end();
    // A query under way must not outlive the database.
    await following;
  }

  return { listen, tell, close };
}

async function send({ stream, mayListen }: Listener, text: string): Promise<void> {
  if (!(await mayListen().catch(() => false))) stream.end();
  // A client that has not read the last message needs no second one.
  else if (stream.writable && !stream.writableNeedDrain) stream.write(text);
}
