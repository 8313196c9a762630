import { type RefObject, useRef } from "react";
import { CallFailure } from "../../client/call.ts";
import type { Busy } from "../../saving/useBusy.ts";
import { currentWork, type Session, type SessionAction } from "./session.ts";
import type { Notices } from "./useNotices.ts";
import type { WorkLoader } from "./workLoader.ts";
import { isReadOnly, type Work } from "./works.ts";

interface Options {
  latest: RefObject<Session>;
  apply(event: SessionAction): Session;
  loader: WorkLoader;
  save(work: Work | undefined, state: "draft" | "submitted"): void;
  notices: Notices;
  busy: Busy;
}

/** Reverses the last step, even one on an image that this page does not hold. */
export function useUndo({ latest, apply, loader, save, notices, busy }: Options): () => void {
  /** Whether undo waits for an image being loaded. */
  const isLoading = useRef(false);

  async function undo() {
    const step = latest.current.steps.at(-1);
    if (!step || isLoading.current) return;
    const { assignment } = step;
    if (!latest.current.works[assignment]) {
      isLoading.current = true;
      const loaded = loader.load(assignment).catch((cause: unknown) => cause as Error);
      const cause = await busy.during(loaded);
      isLoading.current = false;
      if (cause) {
        // No longer part of this person's work: nothing on it can be undone.
        if (cause instanceof CallFailure && cause.status === 404) apply({ kind: "forget-steps", assignment });
        notices.setMessage({ kind: "not-loaded", text: cause.message });
        return;
      }
    }
    const work = latest.current.works[assignment];
    if (work && isReadOnly(work)) {
      apply({ kind: "forget-steps", assignment });
      apply({ kind: "show", assignment });
      return;
    }
    const undone = currentWork(apply({ kind: "undo" }));
    save(undone, step.submitted ? "submitted" : "draft");
    notices.endRefusal(step.assignment);
    notices.clearToast();
    notices.setMessage(null);
  }

  return () => void undo();
}
