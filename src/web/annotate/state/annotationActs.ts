import type { RefObject } from "react";
import type { Saver } from "../../saving/saving.ts";
import type { Busy } from "../../saving/useBusy.ts";
import type { WantedAnnotation } from "../saving/savedAnnotations.ts";
import type { WorkClocks } from "../time/workClocks.ts";
import { type AnnotationAction, groupAt } from "./annotationState.ts";
import { checkSubmit } from "./checkSubmit.ts";
import { currentWork, type Session, type SessionAction } from "./session.ts";
import { toDraft } from "./toDraft.ts";
import type { Loading } from "./useLoading.ts";
import type { Notices } from "./useNotices.ts";
import { isReadOnly, type Work } from "./works.ts";

interface Options {
  latest: RefObject<Session>;
  apply(event: SessionAction): Session;
  saver: Saver<WantedAnnotation>;
  loading: Loading;
  notices: Notices;
  busy: Busy;
  clocksOf(work: Work): WorkClocks;
}

/** The original label and the scores, if they stay hidden until the decisions are stored. */
interface Original {
  isRefused(work: Work): boolean;
  reveal(work: Work): Promise<void>;
}

/** Carries out a person's acts on the page: on the image as it is now, not as it was last rendered. */
export function annotationActs({ latest, apply, saver, loading, notices, busy, clocksOf }: Options) {
  function save(work: Work | undefined, state: "draft" | "submitted") {
    if (!work) return;
    const { shown, active } = clocksOf(work);
    const times = { shownMs: shown.shownMs, activeMs: active.activeMs() };
    saver.save(work.view.id, { kind: "save", state, annotation: toDraft(work.annotation, times) });
  }

  function change(action: AnnotationAction) {
    const before = currentWork(latest.current);
    if (!before || (isReadOnly(before) && action.kind !== "open" && action.kind !== "focus")) return;
    const after = currentWork(apply({ kind: "change", action }));
    if (action.kind !== "focus") {
      notices.setMessage(null);
      notices.endRefusal(before.view.id, "gone");
    }
    const opened = after && after.annotation.groupsOpened !== before.annotation.groupsOpened;
    if (action.kind === "focus" || (action.kind === "open" && !opened)) return;
    if (isReadOnly(before) || (action.kind === "open" && before.submitted)) return;
    save(after, "draft");
  }

  function go(id: string | null) {
    if (id === null) return;
    saver.flush();
    if (latest.current.works[id]) apply({ kind: "show", assignment: id });
    else void busy.during(loading.load(id));
  }

  function submit(original: Original) {
    const work = currentWork(latest.current);
    if (!work) return;
    if (isReadOnly(work)) {
      const next = apply({ kind: "close" }).queue[0];
      if (next) go(next);
      else if (!latest.current.finished) void loading.loadNext(true);
      return;
    }
    const check = checkSubmit(work.annotation, work.view);
    if (check.kind === "ready" || (check.kind === "reveal" && original.isRefused(work))) {
      notices.endRefusal(work.view.id);
      save(work, "submitted");
      apply({ kind: "submit" });
      notices.showToast("submitted", work);
      notices.setMessage(null);
      return;
    }
    if (check.kind === "reveal") {
      void busy.during(original.reveal(work));
      return;
    }
    if (check.kind === "look" || check.kind === "look-all")
      change({ kind: "open", group: check.group, forced: true });
    if (check.kind === "undecided") {
      change({ kind: "open", group: groupAt(work.annotation, check.position) });
      change({ kind: "focus", position: check.position });
    }
    notices.setMessage(check);
  }

  function skip(reason: string) {
    const work = currentWork(latest.current);
    if (!work || isReadOnly(work)) return;
    notices.endRefusal(work.view.id);
    saver.save(work.view.id, { kind: "skip", reason });
    apply({ kind: "skip" });
    notices.showToast("skipped", work);
  }

  /** Chooses one of two versions. */
  function settle(keep: "here" | "elsewhere") {
    if (!notices.conflict) return;
    const { id: assignment, saved, draft, ours } = notices.conflict;
    notices.endConflict();
    saver.settle(assignment, saved.revision, keep);
    if (keep === "elsewhere") apply({ kind: "replace", assignment, draft, saved, locked: false });
    else {
      const submitted = ours.kind === "save" && ours.state === "submitted";
      apply({ kind: "chosen", assignment, submitted, skipped: ours.kind === "skip" });
    }
  }

  /** Discards what was refused. */
  function drop(id: string) {
    saver.settle(id, latest.current.works[id]?.view.revision ?? 0, "elsewhere");
    notices.endRefusal(id);
    if (latest.current.works[id]) loading.reload(id);
  }

  return { save, change, go, submit, skip, settle, drop };
}
