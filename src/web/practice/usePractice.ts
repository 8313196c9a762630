import { useRef, useState } from "react";
import type { AssignmentView } from "../../contract/tasks/work.ts";
import { checkSubmit } from "../annotate/state/checkSubmit.ts";
import type { ImageWork } from "../annotate/state/imageWork.ts";
import type { Message } from "../annotate/state/messages.ts";
import { changeSession, currentWork, emptySession } from "../annotate/state/session.ts";
import { toDraft } from "../annotate/state/toDraft.ts";
import { isReadOnly, type Kept } from "../annotate/state/works.ts";
import { createWorkClocks } from "../annotate/time/workClocks.ts";
import { useEachTime } from "../components/useEachTime.ts";
import { isOut } from "../saving/statusWords.ts";
import { useEvents } from "../saving/useEvents.ts";
import { words } from "../words/words.ts";
import type { PracticeSaving } from "./usePracticeSaving.ts";

const w = words.qualification;

interface Options {
  view: AssignmentView;
  saving: PracticeSaving;
  /** Continues from an image whose answers are shown. */
  onNext(): void;
}

/**
 * One practice image in the form that the annotation page shows. `refuse` says that it can be neither skipped nor
 * flagged.
 */
export function usePractice({ view, saving, onNext }: Options): { image: ImageWork; refuse(): void } {
  const { saver, status, refusal } = saving;
  const kept: Kept = (id) => {
    const unsaved = view.locked ? undefined : saver.unsaved(id);
    return unsaved && { skipped: false, annotation: unsaved.annotation, submitted: false };
  };
  const [begun] = useState(() => changeSession(emptySession, { kind: "loaded", view, kept }));
  const { state: session, latest, apply } = useEvents(changeSession, begun);
  const [message, setMessage] = useState<Message | null>(null);
  const [clocksOf] = useState(createWorkClocks);
  // The same image under rules new to the page.
  const known = useRef(view);
  useEachTime(view, () => {
    if (known.current !== view) apply({ kind: "learned", view, kept });
    known.current = view;
  });

  /** It is being sent, or waits for a connection; as the experts' choice follows, it may no longer change. */
  const isSubmitted = () => !view.locked && refusal === null && saver.unsaved(view.id)?.state === "submitted";

  function save(state: "draft" | "submitted") {
    const work = currentWork(latest.current);
    if (!work) return;
    const { shown, active } = clocksOf(work);
    const times = { shownMs: shown.shownMs, activeMs: active.activeMs() };
    saver.save(view.id, { state, annotation: toDraft(work.annotation, times) });
  }

  function submit() {
    const work = currentWork(latest.current);
    if (!work || isSubmitted()) return;
    if (isReadOnly(work)) return onNext();
    const check = checkSubmit(work.annotation, work.view);
    if (check.kind !== "ready") {
      if (check.kind === "look" || check.kind === "look-all")
        apply({ kind: "change", action: { kind: "open", group: check.group, forced: true } });
      if (check.kind !== "reveal") setMessage(check);
      return;
    }
    setMessage(null);
    saving.endRefusal(view.id);
    save("submitted");
  }

  const work = currentWork(session);
  const note = (text: string): Message => ({ kind: "note", text });
  const shownMessage = view.locked
    ? note(view.cards.length > 0 ? w.feedback.cards : w.feedback.noCards)
    : isSubmitted() && isOut(status)
      ? note(w.feedback.later)
      : message;
  const asksForComment = message?.kind === "comment-needed" ? message : null;
  const image: ImageWork = {
    work,
    clocks: work && clocksOf(work),
    message: shownMessage,
    steps: session.steps,
    commentAsked: refusal?.code === "comment-needed" ? refusal : asksForComment,
    change(action) {
      const moves = action.kind === "open" || action.kind === "focus";
      const readOnly = !work || isReadOnly(work) || isSubmitted();
      if (readOnly && !moves) return;
      apply({ kind: "change", action });
      if (readOnly || action.kind === "focus") return;
      setMessage(null);
      saving.endRefusal(view.id);
      save("draft");
    },
    submit,
    skip: () => undefined,
    undo() {
      if (latest.current.steps.length === 0 || isSubmitted()) return;
      apply({ kind: "undo" });
      save("draft");
    },
    isBusy: () => isSubmitted() && !isOut(saver.status()),
  };
  return { image, refuse: () => setMessage(note(w.neither)) };
}
