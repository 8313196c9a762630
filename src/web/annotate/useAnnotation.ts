import { useCallback, useEffect, useRef, useState } from "react";
import type { SaveReply } from "../../contract/annotation.ts";
import type { Stage } from "../../core/stage.ts";
import { type AnnotationAction, checkSubmit, groupAt, labelsWith, toDraft } from "./annotationState.ts";
import type { Conflict, Message, Toast } from "./messages.ts";
import type { Refusal } from "./saver.ts";
import {
  changeSession,
  currentWork,
  doneSoFar,
  emptySession,
  isReadOnly,
  type SessionAction,
  type Work,
} from "./session.ts";
import { useSaving } from "./useSaving.ts";
import { whenSaved } from "./whenSaved.ts";
import { createWorkClocks } from "./workClocks.ts";
import { workLoader } from "./workLoader.ts";

interface Options {
  project: string;
  stage: Stage;
  person: string;
  assignment: string | undefined;
  onOpened(assignment: string): void;
}

/** The person's work on this page: the image shown, all that can be done with it, and how its saving stands. */
export function useAnnotation({ project, stage, person, assignment, onOpened }: Options) {
  const [session, setSession] = useState(emptySession);
  const latest = useRef(session);
  /** Images that this page itself has put into the address. */
  const announced = useRef(new Set<string>());
  const [clocksOf] = useState(createWorkClocks);
  const [failure, setFailure] = useState<Error | null>(null);
  const [message, setMessage] = useState<Message | null>(null);
  const [toast, setToast] = useState<Toast | null>(null);
  /** The image whose original label could not be shown: it may be submitted without. */
  const notRevealed = useRef<string | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);

  const apply = useCallback((event: SessionAction) => {
    latest.current = changeSession(latest.current, event);
    setSession(latest.current);
    return latest.current;
  }, []);

  const [saver, status] = useSaving(person, project, { onSaved, onRefused });

  const loader = workLoader({ project, stage, saver, apply });

  function onSaved({ saved, next }: SaveReply) {
    apply({ kind: "saved", saved });
    if (next) loader.arrive(next, true);
    const told = saved.extra ? "extra" : saved.state === "blocked" ? "blocked" : null;
    if (told) showToast(told, latest.current.works[saved.assignment]);
  }

  function onRefused(refusal: Refusal) {
    const { assignment } = refusal;
    if (latest.current.works[assignment]) apply({ kind: "refused", assignment });
    else if (refusal.kind === "conflict") void load(assignment);
    setToast(null);
    if (refusal.kind === "conflict") {
      setConflict(refusal);
      return;
    }
    setMessage(
      refusal.code === "comment-needed"
        ? { kind: "comment-needed" }
        : refusal.code === "answer-needed"
          ? { kind: "ask" }
          : { kind: "refused", assignment, text: refusal.message, kept: refusal.kept },
    );
    if (refusal.code === "locked") reload(assignment);
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
      setFailure(cause as Error);
    }
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: begins anew for another project or stage only.
  useEffect(() => {
    latest.current = emptySession;
    setSession(emptySession);
    void loadNext(assignment === undefined);
    if (assignment !== undefined) void load(assignment);
  }, [project, stage]);

  const { current } = session;
  // biome-ignore lint/correctness/useExhaustiveDependencies: tells of another image only.
  useEffect(() => {
    setMessage((told) => (told?.kind === "refused" ? told : null));
    if (current === null) return;
    if (current !== assignment) announced.current.add(current);
    onOpened(current);
  }, [current]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the address only.
  useEffect(() => {
    if (assignment === undefined || announced.current.delete(assignment)) return;
    if (latest.current.current !== null && assignment !== latest.current.current) go(assignment);
  }, [assignment]);

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
    if (action.kind !== "focus") setMessage(null);
    const opened = after && after.annotation.groupsOpened !== before.annotation.groupsOpened;
    if (action.kind === "focus" || (action.kind === "open" && !opened)) return;
    if (isReadOnly(before) || (action.kind === "open" && before.submitted)) return;
    save(after, "draft");
  }

  function showToast(of: Toast["of"], work: Work | undefined) {
    if (!work) return;
    const { view, annotation } = work;
    const labels = labelsWith(annotation, "yes");
    setToast((last) => ({
      number: (last?.number ?? 0) + 1,
      assignment: view.id,
      of,
      labels,
      noneOfThese: annotation.noneOfThese,
    }));
  }

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
    if (check.kind === "ready" || (check.kind === "reveal" && notRevealed.current === work.view.id)) {
      save(work, "submitted");
      apply({ kind: "submit" });
      showToast("submitted", work);
      setMessage(null);
      return;
    }
    if (check.kind === "reveal") {
      void reveal(work);
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

  /** Has the decisions stored, and then shows the original label and the scores. */
  async function reveal(work: Work) {
    const { id } = work.view;
    save(work, "draft");
    saver.flush();
    try {
      if (!(await whenSaved(saver, id))) {
        notRevealed.current = id;
        setMessage({ kind: "not-revealed", text: null });
        return;
      }
      const revision = latest.current.works[id]?.view.revision ?? 0;
      await loader.reveal(id, revision);
      setMessage({ kind: "revealed" });
    } catch (cause) {
      setMessage({ kind: "not-revealed", text: (cause as Error).message });
    }
  }

  function skip(reason: string) {
    const work = currentWork(latest.current);
    if (!work || isReadOnly(work)) return;
    saver.save(work.view.id, { kind: "skip", reason });
    apply({ kind: "skip" });
    showToast("skipped", work);
  }

  function undo() {
    const step = latest.current.steps.at(-1);
    if (!step) return;
    const undone = currentWork(apply({ kind: "undo" }));
    save(undone, step.submitted ? "submitted" : "draft");
    setToast(null);
    setMessage(null);
  }

  function go(id: string | null) {
    if (id === null) return;
    saver.flush();
    if (latest.current.works[id]) apply({ kind: "show", assignment: id });
    else void load(id);
  }

  function settle(keep: "here" | "elsewhere") {
    if (!conflict) return;
    const { assignment, saved, draft, ours } = conflict;
    setConflict(null);
    saver.settle(assignment, saved.revision, keep);
    if (keep === "elsewhere") apply({ kind: "replace", assignment, draft, saved, locked: false });
    else if (ours.kind === "save" && ours.state === "submitted") apply({ kind: "submit" });
  }

  /** Gives up what was refused. */
  function drop(id: string) {
    saver.settle(id, latest.current.works[id]?.view.revision ?? 0, "elsewhere");
    setMessage(null);
    if (latest.current.works[id]) reload(id);
  }

  const work = currentWork(session);
  return {
    session,
    work,
    clocks: work && clocksOf(work),
    done: doneSoFar(session),
    status,
    failure,
    message,
    toast,
    conflict,
    change,
    submit,
    skip,
    undo,
    go,
    settle,
    drop,
    retrySaving: saver.retry,
    reload: () => void loadNext(true),
    clearToast: () => setToast(null),
    /** The image has a change that the server has not confirmed. */
    isUnsaved: (id: string) => saver.unsaved(id) !== undefined,
  };
}

export type AnnotationWork = ReturnType<typeof useAnnotation>;
