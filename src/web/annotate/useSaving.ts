import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { type SaveReply, saveAnnotation, skipAssignment } from "../../contract/annotation.ts";
import { call } from "../client/call.ts";
import { keptInBrowser, type Request } from "./keptWork.ts";
import { createSaver, type Refusal, type Saver, type SavingStatus } from "./saver.ts";

interface Listener {
  onSaved(reply: SaveReply): void;
  onRefused(refusal: Refusal): void;
}

/** The person's saver: it sends at once when the page is hidden or left, and again when the connection is back. */
export function useSaving(
  person: string,
  project: string,
  listener: Listener,
): [saver: Saver, status: SavingStatus] {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  const [saver] = useState(() =>
    createSaver({
      send,
      kept: keptInBrowser(person, project),
      onSaved: (reply) => latest.current.onSaved(reply),
      onRefused: (refusal) => latest.current.onRefused(refusal),
    }),
  );

  useEffect(() => {
    const leave = () => saver.flush(true);
    const hide = () => document.visibilityState === "hidden" && leave();
    const again = () => saver.retry();
    const signedInAgain = () => saver.status().kind === "signed-out" && again();
    document.addEventListener("visibilitychange", hide);
    window.addEventListener("pagehide", leave);
    window.addEventListener("online", again);
    window.addEventListener("focus", signedInAgain);
    again();
    return () => {
      document.removeEventListener("visibilitychange", hide);
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("online", again);
      window.removeEventListener("focus", signedInAgain);
      leave();
      saver.close();
    };
  }, [saver]);

  return [saver, useSyncExternalStore(saver.subscribe, saver.status)];
}

function send(assignment: string, request: Request, keepalive: boolean): Promise<SaveReply> {
  const params = { assignment };
  return request.kind === "skip"
    ? call(skipAssignment, { params, body: request.body, keepalive })
    : call(saveAnnotation, { params, body: request.body, keepalive });
}
