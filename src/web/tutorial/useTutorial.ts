import { useState } from "react";
import type { AssignmentView } from "../../contract/tasks/work.ts";
import { annotate } from "../../core/stages/annotate.ts";
import { checkSubmit } from "../annotate/state/checkSubmit.ts";
import type { ImageWork } from "../annotate/state/imageWork.ts";
import type { Message } from "../annotate/state/messages.ts";
import {
  changeSession,
  currentWork,
  emptySession,
  type Session,
  type SessionAction,
} from "../annotate/state/session.ts";
import { createWorkClocks } from "../annotate/time/workClocks.ts";
import { useEachTime } from "../components/useEachTime.ts";
import { useEvents } from "../saving/useEvents.ts";
import { photoUrl } from "./sampleLabels.ts";
import { type Done, judgeStep, nothingDone, type Standing, type Step } from "./steps.ts";

/** The image of a step, as the server would serve it. */
function viewOf(step: Step, project: string, indexOf: (key: string) => number): AssignmentView {
  const url = photoUrl(step.photo.name);
  const { width, height } = step.photo;
  return {
    id: `tutorial-${step.id}`,
    project,
    stage: annotate.name,
    state: "open",
    revision: 0,
    locked: false,
    image: { id: step.photo.name, width, height, screenUrl: url, originalUrl: url },
    groupSize: 5,
    shownAfterMs: 400,
    commentOnChange: false,
    allGroups: false,
    exemplarVersion: 0,
    cards: step.cards.map((key) => ({ label: indexOf(key), how: "proposal" })),
    draft: null,
    batch: null,
    pilot: false,
    previous: null,
    next: null,
  };
}

/** The label that was ticked by mistake in the step about undoing. */
const mistake = 1;

const changeOrBegin = (session: Session, event: SessionAction | "begin"): Session =>
  event === "begin" ? emptySession : changeSession(session, event);

/** One step of the tutorial as work on the annotation page; nothing of it leaves the page. */
export function useTutorial(
  step: Step,
  { project, indexOf }: { project: string; indexOf(key: string): number },
): { image: ImageWork; standing: Standing; look(at: Done["looked"]): void } {
  const { state: session, latest, apply } = useEvents(changeOrBegin, emptySession);
  const [done, setDone] = useState(nothingDone);
  const [message, setMessage] = useState<Message | null>(null);
  const [clocksOf] = useState(createWorkClocks);

  useEachTime(step, () => {
    apply("begin");
    setDone(nothingDone);
    setMessage(null);
    const progress = { stage: annotate.name, done: 0, total: 0, skipped: 0, blocked: 0 };
    const view = viewOf(step, project, indexOf);
    const position = { order: [view.id], current: view, ahead: [], progress };
    apply({ kind: "arrived", position, kept: () => undefined, show: true, whole: true });
    for (const key of step.ticked ?? []) {
      apply({ kind: "change", action: { kind: "answer", position: step.cards.indexOf(key), answer: "yes" } });
    }
    if (step.goal.kind === "undone")
      apply({ kind: "change", action: { kind: "answer", position: mistake, answer: "yes" } });
  });

  const work = currentWork(session);
  const isHere = work?.view.id === `tutorial-${step.id}`;
  const standing: Standing =
    work && isHere ? judgeStep(step, work.annotation, done, indexOf) : { kind: "waiting" };

  function submit() {
    const open = currentWork(latest.current);
    if (!open || standing.kind === "done") return;
    const check = checkSubmit(open.annotation, open.view);
    if (check.kind === "look") apply({ kind: "change", action: { kind: "open", group: check.group } });
    if (check.kind === "look" || check.kind === "ask") setMessage(check);
    else if (standing.kind === "submit") setDone({ ...done, submitted: true });
  }

  const image: ImageWork = {
    work: isHere ? work : undefined,
    clocks: work && clocksOf(work),
    message,
    steps: session.steps,
    commentAsked: null,
    isBusy: () => false,
    change(action) {
      setMessage(null);
      apply({ kind: "change", action });
    },
    submit,
    skip: () => setDone({ ...done, skipped: true }),
    undo() {
      if (latest.current.steps.length === 0) return;
      apply({ kind: "undo" });
      setDone({ ...done, undone: true });
    },
  };
  return {
    image,
    standing,
    look: (at) => setDone((before) => ({ ...before, looked: at })),
  };
}
