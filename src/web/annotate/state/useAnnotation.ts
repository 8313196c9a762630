import { useRef, useState } from "react";
import type { SaveReply } from "../../../contract/tasks/annotation.ts";
import { rulesOf } from "../../../core/stages/rulesOf.ts";
import type { Stage } from "../../../core/tasks/stage.ts";
import { useEachTime } from "../../components/useEachTime.ts";
import type { Refused } from "../../saving/saving.ts";
import { useAskAgain } from "../../saving/useAskAgain.ts";
import { useBusy } from "../../saving/useBusy.ts";
import { useEvents } from "../../saving/useEvents.ts";
import { useSaving } from "../../saving/useSaving.ts";
import { keepPages } from "../saving/keptPages.ts";
import { keepSteps } from "../saving/keptSteps.ts";
import {
  type AnnotationConflict,
  type AnnotationRequest,
  savedAnnotations,
  sendAnnotation,
} from "../saving/savedAnnotations.ts";
import { afterPaint } from "../time/afterPaint.ts";
import { createWorkClocks } from "../time/workClocks.ts";
import { type AnnotationAction, checkSubmit, groupAt, toDraft } from "./annotationState.ts";
import { changeSession, currentWork, doneSoFar, emptySession, heldAhead, needsMore } from "./session.ts";
import { useReveal } from "./useReveal.ts";
import { useTold } from "./useTold.ts";
import { useUndo } from "./useUndo.ts";
import { workLoader } from "./workLoader.ts";
import { isReadOnly, type Work } from "./works.ts";

interface Options {
  project: string;
  stage: Stage;
  person: string;
  assignment: string | undefined;
  onOpened(assignment: string): void;
}

/** The person's work on this page: the image shown, all that can be done with it, and how its saving stands. */
export function useAnnotation(options: Options) {
  const { project, stage, person, assignment, onOpened } = options;
  const { state: session, latest, apply } = useEvents(changeSession, emptySession);
  /** Images that this page itself has put into the address. */
  const announced = useRef(new Set<string>());
  const [clocksOf] = useState(createWorkClocks);
  const [failure, setFailure] = useState<Error | null>(null);
  const told = useTold();
  const { message, setMessage, toast, showToast, clearToast, conflict, addConflict, endConflict } = told;
  const [pages] = useState(() => keepPages({ person, project, stage }));
  const [keptSteps] = useState(() => keepSteps({ person, project, stage }));
  const filling = useRef(false);
  const busy = useBusy();

  const followed = useRef(session.steps);
  const { steps } = session;
  useEachTime(steps, () => {
    afterPaint(() => {
      void keptSteps.follow(followed.current, latest.current.steps);
      followed.current = latest.current.steps;
    });
  });

  const [saver, status] = useSaving(
    savedAnnotations,
    { person, project },
    {
      send: (id, request, options) =>
        sendAnnotation(id, request, { ...options, holds: heldAhead(latest.current) }),
      onSaved,
      onRefused,
      onTakenOver: (assignments) => loader.takeOver(assignments),
      onSavedElsewhere(_, { saved }, request) {
        const annotation = request.kind === "save" ? request.body.annotation : null;
        apply({ kind: "saved-elsewhere", saved, annotation });
      },
    },
  );

  const loader = workLoader({ project, stage, person, saver, pages, apply });

  function onSaved(_: string, { saved, next }: SaveReply, request: AnnotationRequest) {
    const work = apply({ kind: "saved", saved }).works[saved.assignment];
    if (work) {
      const draft = request.kind === "save" ? request.body.annotation : work.view.draft;
      void pages.keepView({ ...work.view, draft });
    }
    told.endRefusal(saved.assignment, "kept");
    if (next) loader.arrive(next, { show: true, whole: false });
    // Stored, and yet the server names nothing to go on with: asked for it, it says why.
    else if (saved.state !== "open" && latest.current.current === null) void loadNext(true);
    // Images that are handed out one by one are not held ahead.
    if (next && work?.view.batch != null) void fillUp();
    const became = saved.extra ? "extra" : saved.state === "blocked" ? "blocked" : null;
    if (became) showToast(became, latest.current.works[saved.assignment]);
  }

  function onRefused(refusal: AnnotationConflict | Refused) {
    const assignment = refusal.id;
    if (latest.current.works[assignment]) apply({ kind: "refused", assignment });
    else if (refusal.kind === "conflict") void load(assignment);
    clearToast();
    if (refusal.kind === "conflict") return addConflict(refusal);
    setMessage(null);
    told.addRefusal(refusal);
    if (refusal.code === "locked") reload(assignment);
    else void learn(assignment);
  }

  /** The rules may have changed for the images ahead, too. */
  async function learn(assignment: string) {
    try {
      await loader.learn(assignment);
      if (rulesOf(stage).isServedAhead) await loader.loadNext(false);
    } catch {
      // That it failed is told already by the refusal that led here.
    }
  }

  function reload(id: string) {
    // That it failed is told already by the refusal that led here.
    loader.reload(id).catch(() => {});
  }

  async function load(id: string) {
    try {
      await loader.load(id);
      setFailure(null);
    } catch (cause) {
      const { message } = cause as Error;
      if (latest.current.current === null) setFailure(cause as Error);
      else setMessage({ kind: "not-loaded", text: message });
    }
  }

  async function loadNext(show: boolean) {
    try {
      await loader.loadNext(show);
      setFailure(null);
    } catch (cause) {
      if (latest.current.current === null) setFailure(cause as Error);
    }
  }

  /** Fetches the images ahead where few are left: answers to saves, which keep them up, were missed. */
  async function fillUp() {
    if (filling.current || !rulesOf(stage).isServedAhead || !needsMore(latest.current)) return;
    filling.current = true;
    await loader.loadNext(true).catch(() => {});
    filling.current = false;
  }

  // The page of another project or stage is another page.
  useEachTime(keptSteps, () => {
    void keptSteps.read().then((steps) => apply({ kind: "restored", steps }));
    void loadNext(assignment === undefined);
    if (assignment !== undefined) void load(assignment);
  });

  useAskAgain(status, () => void loadNext(true));

  const { current } = session;
  useEachTime(current, () => {
    setMessage(null);
    if (current === null) return;
    return afterPaint(() => {
      if (current !== assignment) announced.current.add(current);
      onOpened(current);
    });
  });

  useEachTime(assignment, () => {
    if (assignment === undefined || announced.current.delete(assignment)) return;
    if (latest.current.current !== null && assignment !== latest.current.current) go(assignment);
  });

  const draftOf = (work: Work) => {
    const { shown, active } = clocksOf(work);
    return toDraft(work.annotation, { shownMs: shown.shownMs, activeMs: active.activeMs() });
  };

  function save(work: Work | undefined, state: "draft" | "submitted") {
    if (work) saver.save(work.view.id, { kind: "save", state, annotation: draftOf(work) });
  }

  function change(action: AnnotationAction) {
    const before = currentWork(latest.current);
    if (!before || (isReadOnly(before) && action.kind !== "open" && action.kind !== "focus")) return;
    const after = currentWork(apply({ kind: "change", action }));
    if (action.kind !== "focus") {
      setMessage(null);
      told.endRefusal(before.view.id, "gone");
    }
    const opened = after && after.annotation.groupsOpened !== before.annotation.groupsOpened;
    if (action.kind === "focus" || (action.kind === "open" && !opened)) return;
    if (isReadOnly(before) || (action.kind === "open" && before.submitted)) return;
    save(after, "draft");
  }

  const original = useReveal({ latest, saver, loader, save, told });

  function submit() {
    const work = currentWork(latest.current);
    if (!work) return;
    if (isReadOnly(work)) {
      const next = apply({ kind: "close" }).queue[0];
      if (next) go(next);
      else if (!latest.current.finished) void loadNext(true);
      return;
    }
    const check = checkSubmit(work.annotation, work.view);
    if (check.kind === "ready" || (check.kind === "reveal" && original.isRefused(work))) {
      told.endRefusal(work.view.id);
      save(work, "submitted");
      apply({ kind: "submit" });
      showToast("submitted", work);
      setMessage(null);
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
    setMessage(check);
  }

  function skip(reason: string) {
    const work = currentWork(latest.current);
    if (!work || isReadOnly(work)) return;
    told.endRefusal(work.view.id);
    saver.save(work.view.id, { kind: "skip", reason });
    apply({ kind: "skip" });
    showToast("skipped", work);
  }

  function go(id: string | null) {
    if (id === null) return;
    saver.flush();
    if (latest.current.works[id]) apply({ kind: "show", assignment: id });
    else void busy.during(load(id));
  }

  function settle(keep: "here" | "elsewhere") {
    if (!conflict) return;
    const { id: assignment, saved, draft, ours } = conflict;
    endConflict();
    saver.settle(assignment, saved.revision, keep);
    if (keep === "elsewhere") apply({ kind: "replace", assignment, draft, saved, locked: false });
    else {
      const submitted = ours.kind === "save" && ours.state === "submitted";
      apply({ kind: "chosen", assignment, submitted, skipped: ours.kind === "skip" });
    }
  }

  /** Gives up what was refused. */
  function drop(id: string) {
    saver.settle(id, latest.current.works[id]?.view.revision ?? 0, "elsewhere");
    told.endRefusal(id);
    if (latest.current.works[id]) reload(id);
  }

  const work = currentWork(session);
  /** Of the image shown, or of one that is not here to be shown. */
  const refusal = told.refusals.find(({ id }) => id === current || !session.works[id]);
  const asksForComment = message?.kind === "comment-needed" ? message : null;
  const commentAsked = refusal?.code === "comment-needed" ? refusal : asksForComment;
  return {
    session,
    steps: session.steps,
    work,
    clocks: work && clocksOf(work),
    done: doneSoFar(session),
    status,
    failure,
    refusal: refusal ?? null,
    message,
    commentAsked,
    toast,
    conflict,
    change,
    submit,
    skip,
    undo: useUndo({ latest, apply, loader, save, told, busy }),
    go,
    settle,
    drop,
    reload: () => void loadNext(true),
    clearToast,
    /** The image has a change that the server has not confirmed. */
    isUnsaved: (id: string) => saver.unsaved(id) !== undefined,
    /** What a key does now would be done to another image, or to none: the next one is on its way. */
    isBusy() {
      const { current, finished, progress } = latest.current;
      const isOut = saver.status().kind !== "saved" && saver.status().kind !== "saving";
      return busy.isBusy() || (current === null && progress !== null && !finished && !failure && !isOut);
    },
  };
}
