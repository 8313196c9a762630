import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { v7 } from "uuid";
import {
  type Saved,
  type SaveReply,
  saveAnnotation,
  skipAssignment,
} from "../../../contract/tasks/annotation.ts";
import type { AnnotationDraft } from "../../../contract/tasks/annotationDraft.ts";
import { call } from "../../client/call.ts";
import { openTabs } from "../../offline/tabs.ts";
import { keepInBrowser, type Request } from "./keptWork.ts";
import { createSaver } from "./saver.ts";
import type { Refusal, Saver, SavingStatus } from "./saving.ts";

interface Listener {
  /** The images ahead that the page holds, each with the revision that it knows. */
  holds(): Record<string, number>;
  onSaved(reply: SaveReply, request: Request): void;
  onRefused(refusal: Refusal): void;
  onTakenOver(assignments: string[]): void;
  /** Another tab of this person has saved an image that this one has no changes of. */
  onSavedElsewhere(saved: Saved, annotation: AnnotationDraft | null): void;
}

interface SavedMessage {
  saved: Saved;
  annotation: AnnotationDraft | null;
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
  const others = useRef<BroadcastChannel>(null);
  const [tabs] = useState(() => openTabs(v7()));
  const [saver] = useState(() =>
    createSaver({
      send: (assignment, request, leaving) =>
        send(assignment, request, { person, holds: latest.current.holds(), keepalive: leaving }),
      kept: keepInBrowser({ person, project, tabs }),
      onSaved(reply, request) {
        const annotation = request.kind === "save" ? request.body.annotation : null;
        others.current?.postMessage({ saved: reply.saved, annotation } satisfies SavedMessage);
        latest.current.onSaved(reply, request);
      },
      onRefused: (refusal) => latest.current.onRefused(refusal),
      onTakenOver: (assignments) => latest.current.onTakenOver(assignments),
    }),
  );

  useEffect(() => {
    const channel = new BroadcastChannel(`multilabelfy.${person}.${project}`);
    channel.onmessage = ({ data }: MessageEvent<SavedMessage>) => {
      const { saved, annotation } = data;
      if (saver.unsaved(saved.assignment)) return;
      saver.know(saved.assignment, saved.revision);
      latest.current.onSavedElsewhere(saved, annotation);
    };
    others.current = channel;
    return () => {
      others.current = null;
      channel.close();
    };
  }, [saver, person, project]);

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
      // What could not be sent belongs to whichever page comes next.
      letGo();
    };
  }, [saver, tabs]);

  return [saver, useSyncExternalStore(saver.subscribe, saver.status)];
}

function send(
  assignment: string,
  { kind, body }: Request,
  { holds, ...options }: { person: string; holds: Record<string, number>; keepalive: boolean },
): Promise<SaveReply> {
  const params = { assignment };
  if (kind === "skip") return call(skipAssignment, { params, body: { ...body, holds }, ...options });
  // A draft is answered without what comes next.
  const wanted = body.state === "submitted" ? { ...body, holds } : body;
  return call(saveAnnotation, { params, body: wanted, ...options });
}
