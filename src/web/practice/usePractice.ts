import { useCallback, useEffect, useRef, useState } from "react";
import { type Qualification, savePractice, type Verdicts } from "../../contract/practice/qualification.ts";
import type { AnnotationDraft } from "../../contract/tasks/annotationDraft.ts";
import type { AssignmentView } from "../../contract/tasks/work.ts";
import type { Refused, SavingStatus } from "../annotate/saving/saving.ts";
import { useBusy } from "../annotate/saving/useBusy.ts";
import { checkSubmit, toDraft } from "../annotate/state/annotationState.ts";
import type { Message } from "../annotate/state/messages.ts";
import { nothingToSave } from "../annotate/state/nothingToSave.ts";
import { changeSession, currentWork, emptySession, type SessionAction } from "../annotate/state/session.ts";
import type { AnnotationWork } from "../annotate/state/useAnnotation.ts";
import { isReadOnly } from "../annotate/state/works.ts";
import { createWorkClocks } from "../annotate/time/workClocks.ts";
import { asFailure, call } from "../client/call.ts";
import { createReviewSaver } from "../review/reviewSaver.ts";
import { words } from "../words/words.ts";

const w = words.qualification;
const pauseMs = 800;

/** What the person learns by submitting a practice image. */
export interface Told {
  draft: AnnotationDraft;
  verdicts: Verdicts;
  qualification: Qualification;
}

interface Options {
  project: string;
  person: string;
  view: AssignmentView;
  done: number;
  onTold(told: Told): void;
  /** From an image whose answers are told. */
  onNext(): void;
  /** The server refused something, perhaps by a rule that the page does not know. */
  onRefused(): void;
}

/**
 * One practice image as work that the annotation page shows; drafts are saved by the way. `refuse` says that it can be
 * neither skipped nor flagged.
 */
export function usePractice({ project, person, view, done, onTold, onNext, onRefused }: Options): {
  annotation: AnnotationWork;
  refuse(): void;
} {
  const [session, setSession] = useState(() =>
    changeSession(emptySession, { kind: "loaded", view, kept: () => undefined }),
  );
  const latest = useRef(session);
  const [message, setMessage] = useState<Message | null>(null);
  const [refusal, setRefusal] = useState<Refused | null>(null);
  const [status, setStatus] = useState<SavingStatus>({ kind: "saved", waiting: 0, kept: true });
  const [saver] = useState(() => createReviewSaver(setStatus));
  const [clocksOf] = useState(createWorkClocks);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const busy = useBusy();

  const apply = useCallback((event: SessionAction) => {
    latest.current = changeSession(latest.current, event);
    setSession(latest.current);
  }, []);

  const draftNow = () => {
    const work = currentWork(latest.current)!;
    const { shown, active } = clocksOf(work);
    return toDraft(work.annotation, { shownMs: shown.shownMs, activeMs: active.activeMs() });
  };
  const save = (state: "draft" | "submitted", annotation: AnnotationDraft, keepalive = false) =>
    saver.save(() =>
      call(savePractice, {
        params: { project, answer: view.id },
        body: { state, annotation },
        person,
        keepalive,
      }),
    );

  function refuse(cause: unknown) {
    const { code, message } = asFailure(cause);
    setRefusal({ kind: "refused", assignment: view.id, code, message, kept: false });
    onRefused();
  }

  function saveDraft(leaving = false) {
    clearTimeout(timer.current);
    timer.current = undefined;
    save("draft", draftNow(), leaving).catch(refuse);
  }

  function saveSoon() {
    setStatus((before) => (before.kind === "saved" ? { ...before, kind: "saving" } : before));
    clearTimeout(timer.current);
    timer.current = setTimeout(saveDraft, pauseMs);
  }

  // The same image under rules that the page did not know.
  useEffect(() => {
    apply({ kind: "learned", view, kept: () => undefined });
  }, [apply, view]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what waits goes out when the page is left.
  useEffect(() => {
    const leave = () => timer.current && saveDraft(true);
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, []);

  async function submit() {
    const work = currentWork(latest.current);
    if (!work || busy.isBusy()) return;
    if (isReadOnly(work)) {
      onNext();
      return;
    }
    const check = checkSubmit(work.annotation, work.view);
    if (check.kind !== "ready") {
      if (check.kind === "look" || check.kind === "look-all")
        apply({ kind: "change", action: { kind: "open", group: check.group, forced: true } });
      if (check.kind !== "reveal") setMessage(check);
      return;
    }
    clearTimeout(timer.current);
    timer.current = undefined;
    setRefusal(null);
    const draft = draftNow();
    try {
      const { told } = await busy.during(save("submitted", draft));
      if (told) onTold({ draft, ...told });
    } catch (cause) {
      refuse(cause);
    }
  }

  const work = currentWork(session);
  const readOnly = !work || isReadOnly(work);
  const annotation: AnnotationWork = {
    ...nothingToSave,
    session,
    work,
    clocks: work && clocksOf(work),
    done,
    status,
    refusal,
    message: view.locked
      ? { kind: "note", text: view.cards.length > 0 ? w.told.cards : w.told.noCards }
      : message,
    change(action) {
      if (readOnly && action.kind !== "open" && action.kind !== "focus") return;
      apply({ kind: "change", action });
      if (readOnly || action.kind === "focus") return;
      setMessage(null);
      setRefusal(null);
      saveSoon();
    },
    submit: () => void submit(),
    isBusy: busy.isBusy,
    skip: () => undefined,
    undo() {
      if (latest.current.steps.length === 0) return;
      apply({ kind: "undo" });
      saveSoon();
    },
  };
  return { annotation, refuse: () => setMessage({ kind: "note", text: w.neither }) };
}
