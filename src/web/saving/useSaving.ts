import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { v7 } from "uuid";
import { openTabs } from "../offline/tabs.ts";
import { keepInBrowser } from "./keptWork.ts";
import { createSaver } from "./saver.ts";
import type { Refusal, Saver, SavingStatus, Sort, StoredVersion } from "./saving.ts";

interface Listener<Wanted, Request, Reply, Stored extends StoredVersion> {
  send(id: string, request: Request, options: { person: string; keepalive: boolean }): Promise<Reply>;
  onSaved(id: string, reply: Reply, request: Request): void;
  onRefused(refusal: Refusal<Wanted, Stored>): void;
  /** Unsaved work left by a closed page is now this page's. */
  onTakenOver(ids: string[]): void;
  /** Another tab of this person has saved an item that has no changes here. */
  onSavedElsewhere(id: string, reply: Reply, request: Request): void;
}

interface Whose {
  person: string;
  project: string;
}

interface SavedMessage<Request, Reply> {
  id: string;
  reply: Reply;
  request: Request;
}

/**
 * The person's saver for one sort: it sends at once when the page is hidden or left, and again when the connection is
 * back.
 */
export function useSaving<Wanted, Request, Reply, Stored extends StoredVersion>(
  sort: Sort<Wanted, Request, Reply>,
  { person, project }: Whose,
  listener: Listener<Wanted, Request, Reply, Stored>,
): [saver: Saver<Wanted>, status: SavingStatus] {
  const latest = useRef(listener);
  useLayoutEffect(() => {
    latest.current = listener;
  });
  const others = useRef<BroadcastChannel>(null);
  const [tabs] = useState(() => openTabs(v7()));
  const [saver] = useState(() =>
    createSaver<Wanted, Request, Reply, Stored>({
      sort,
      send: (id, request, leaving) => latest.current.send(id, request, { person, keepalive: leaving }),
      kept: keepInBrowser({ table: sort.table, person, project, tabs }),
      onSaved(id, reply, request) {
        const reason: SavedMessage<Request, Reply> = { id, request, reply: sort.withoutNext(reply) };
        others.current?.postMessage(reason);
        latest.current.onSaved(id, reply, request);
      },
      onRefused: (refusal) => latest.current.onRefused(refusal),
      onTakenOver: (ids) => latest.current.onTakenOver(ids),
    }),
  );

  useEffect(() => {
    const channel = new BroadcastChannel(`multilabelfy.${sort.table}.${person}.${project}`);
    channel.onmessage = ({ data }: MessageEvent<SavedMessage<Request, Reply>>) => {
      const { id, reply, request } = data;
      if (saver.unsaved(id)) return;
      saver.know(id, sort.revisionOf(reply));
      latest.current.onSavedElsewhere(id, reply, request);
    };
    others.current = channel;
    return () => {
      others.current = null;
      channel.close();
    };
  }, [saver, sort, person, project]);

  useEffect(() => {
    const letGo = tabs.hold();
    saver.open();
    const leave = () => saver.flush(true);
    const hide = () => document.visibilityState === "hidden" && leave();
    const again = () => saver.retry();
    const signedInAgain = () => saver.status().kind === "signed-out" && again();
    document.addEventListener("visibilitychange", hide);
    window.addEventListener("pagehide", leave);
    window.addEventListener("online", again);
    window.addEventListener("focus", signedInAgain);
    saver.ready.then(again, () => {});
    return () => {
      document.removeEventListener("visibilitychange", hide);
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("online", again);
      window.removeEventListener("focus", signedInAgain);
      leave();
      saver.close();
      // What could not be sent is left to the next page.
      letGo();
    };
  }, [saver, tabs]);

  return [saver, useSyncExternalStore(saver.subscribe, saver.status)];
}
