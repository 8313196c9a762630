import type { Saved } from "../../../contract/tasks/annotation.ts";
import type { AnnotationDraft } from "../../../contract/tasks/annotationDraft.ts";
import type { AssignmentView, Progress, WorkPosition } from "../../../contract/tasks/work.ts";
import {
  type AnnotationAction,
  type AnnotationState,
  changeAnnotation,
  groupsOf,
  openAnnotation,
} from "./annotationState.ts";
import { addStep, isStep, maxSteps, type Step, stepsWithout } from "./steps.ts";
import {
  hasOtherCards,
  isOpen,
  type Kept,
  type KeptVersion,
  learnRules,
  mergeView,
  type Work,
  withKept,
} from "./works.ts";

/** With fewer images than this held ahead, more are fetched. */
const fewLeft = 10;

/** All images that a person has open on this page, and which one is shown. */
export interface Session {
  works: Readonly<Record<string, Work>>;
  /** The image shown; null before the first and after the last. */
  current: string | null;
  /** Open images in the order in which the server serves them. */
  queue: readonly string[];
  /** As last reported by the server. */
  progress: Progress | null;
  /** Whether the server has nothing left. */
  finished: boolean;
  steps: readonly Step[];
}

export type SessionAction =
  /** `whole`: all images ahead; otherwise only the first few, and images already known follow them. */
  | { kind: "arrived"; position: WorkPosition; kept: Kept; show: boolean; whole: boolean }
  | { kind: "loaded"; view: AssignmentView; kept: Kept }
  /** An image done on an earlier visit but not sent yet: it counts as done. */
  | { kind: "found"; view: AssignmentView; kept: Kept }
  /** New rules for an image: nothing else that the page holds changes. */
  | { kind: "learned"; view: AssignmentView; kept: Kept }
  | { kind: "show"; assignment: string }
  /** Leaves an image that cannot be changed. */
  | { kind: "close" }
  | { kind: "change"; action: AnnotationAction }
  | { kind: "submit" }
  | { kind: "skip" }
  | { kind: "undo" }
  | { kind: "saved"; saved: Saved }
  /** Another tab of this person saved it; `annotation` is null if only its state changed. */
  | { kind: "saved-elsewhere"; saved: Saved; annotation: AnnotationDraft | null }
  /** A closed tab has left unsaved work, which replaces what is here. */
  | { kind: "taken-over"; assignment: string; kept: KeptVersion }
  /** Undo steps of earlier visits. */
  | { kind: "restored"; steps: readonly Step[] }
  /** An image can no longer be changed: nothing on it can be undone. */
  | { kind: "forget-steps"; assignment: string }
  /** The version here was chosen over another. */
  | { kind: "chosen"; assignment: string; submitted: boolean; skipped: boolean }
  /** A submission was refused: the image comes back as it was. */
  | { kind: "refused"; assignment: string }
  /** The version stored elsewhere replaces the one here. */
  | {
      kind: "replace";
      assignment: string;
      draft: AnnotationDraft | null;
      saved: Pick<Saved, "revision" | "state">;
      locked: boolean;
    };

export const emptySession: Session = {
  works: {},
  current: null,
  queue: [],
  progress: null,
  finished: false,
  steps: [],
};

export function changeSession(session: Session, event: SessionAction): Session {
  switch (event.kind) {
    case "arrived": {
      const { order, current, ahead, progress } = event.position;
      const views = current ? [current, ...ahead] : ahead;
      const works = { ...session.works };
      for (const view of views) works[view.id] = mergeView(works[view.id], view, event.kept);
      const steps = withoutChanged(session, views);
      const rest = event.whole || order.length === 0 ? [] : session.queue.filter((id) => !order.includes(id));
      const queue = [...order, ...rest].filter((id) => isOpen(works[id]));
      const shown = session.current ?? (event.show ? (queue[0] ?? null) : null);
      const finished = queue.length === 0 && order.length === 0;
      return { ...session, works, queue, progress, current: shown, finished, steps };
    }
    case "loaded": {
      const { view } = event;
      const works = {
        ...session.works,
        [view.id]: mergeView(session.works[view.id], view, event.kept),
      };
      return { ...session, works, current: view.id, steps: withoutChanged(session, [view]) };
    }
    case "found": {
      const { view, kept } = event;
      const found = mergeView(undefined, view, kept);
      return session.works[view.id] ? session : withWork(session, found);
    }
    case "learned": {
      const { view, kept } = event;
      const work = session.works[view.id];
      return work
        ? { ...withWork(session, learnRules(work, view, kept)), steps: withoutChanged(session, [view]) }
        : session;
    }
    case "show":
      return session.works[event.assignment] ? { ...session, current: event.assignment } : session;
    case "close":
      return {
        ...session,
        current: null,
        queue: session.queue.filter((id) => id !== session.current),
      };
    case "change": {
      const work = currentWork(session);
      if (!work) return session;
      const annotation = changeAnnotation(work.annotation, event.action);
      if (!isStep(event.action)) return withWork(session, { ...work, annotation });
      return {
        ...withWork(session, { ...work, annotation, submitted: false, skipped: false }),
        steps: addStep(session.steps, work, event.action.kind),
      };
    }
    case "submit":
    case "skip": {
      const work = currentWork(session);
      if (!work) return session;
      const left = withWork(session, {
        ...work,
        submitted: event.kind === "submit",
        skipped: event.kind === "skip",
      });
      const queue = session.queue.filter((id) => id !== work.view.id);
      return { ...left, queue, current: queue[0] ?? null, steps: addStep(session.steps, work, event.kind) };
    }
    case "undo": {
      const step = session.steps.at(-1);
      const work = step && session.works[step.assignment];
      if (!step || !work) return session;
      const groupsOpened = [...new Set([...step.annotation.groupsOpened, ...work.annotation.groupsOpened])];
      const restored = { ...step.annotation, groupsOpened: groupsOpened.filter(existsIn(step.annotation)) };
      const undone = { ...work, annotation: restored, submitted: step.submitted, skipped: false };
      const queue =
        step.submitted || session.queue.includes(work.view.id)
          ? session.queue
          : [work.view.id, ...session.queue];
      return {
        ...withWork(session, undone),
        queue,
        current: step.assignment,
        finished: false,
        steps: session.steps.slice(0, -1),
      };
    }
    case "saved": {
      const { assignment, revision, state } = event.saved;
      const work = session.works[assignment];
      if (!work) return session;
      const gone = work.view.state === "submitted" && state !== "submitted";
      const progress =
        session.progress && gone
          ? { ...session.progress, done: session.progress.done - 1 }
          : session.progress;
      return {
        ...withWork(session, { ...work, view: { ...work.view, revision, state }, skipped: false }),
        progress,
      };
    }
    case "saved-elsewhere": {
      const { saved } = event;
      const work = session.works[saved.assignment];
      if (!work || saved.revision < work.view.revision) return session;
      const changed = withWork(session, {
        ...work,
        view: { ...work.view, revision: saved.revision, state: saved.state },
        annotation: event.annotation ? openAnnotation(work.view, event.annotation) : work.annotation,
        submitted: saved.state === "submitted",
        skipped: saved.state === "skipped",
      });
      return {
        ...changed,
        queue: session.queue.filter((id) => isOpen(changed.works[id])),
        steps: stepsWithout(session.steps, saved.assignment),
      };
    }
    case "taken-over": {
      const work = session.works[event.assignment];
      if (!work) return session;
      const changed = withWork(session, withKept(work, event.kept));
      return { ...changed, queue: session.queue.filter((id) => isOpen(changed.works[id])) };
    }
    case "restored":
      return { ...session, steps: [...event.steps, ...session.steps].slice(-maxSteps) };
    case "forget-steps":
      return { ...session, steps: stepsWithout(session.steps, event.assignment) };
    case "chosen": {
      const work = session.works[event.assignment];
      if (!work) return session;
      const { submitted, skipped } = event;
      const changed = withWork(session, { ...work, submitted, skipped });
      const queue = session.queue.filter((id) => isOpen(changed.works[id]));
      const moves = session.current === event.assignment && (submitted || skipped);
      return { ...changed, queue, current: moves ? (queue[0] ?? null) : session.current };
    }
    case "refused": {
      const work = session.works[event.assignment];
      if (!work) return session;
      const submitted = work.view.state === "submitted";
      return {
        ...withWork(session, { ...work, submitted, skipped: false }),
        current: event.assignment,
        finished: false,
      };
    }
    case "replace": {
      const work = session.works[event.assignment];
      if (!work) return session;
      const { revision, state } = event.saved;
      return {
        ...withWork(session, {
          view: { ...work.view, revision, state, locked: event.locked },
          annotation: openAnnotation(work.view, event.draft),
          submitted: state === "submitted",
          skipped: false,
          begunFrom: event.draft,
        }),
        current: event.assignment,
        steps: stepsWithout(session.steps, event.assignment),
      };
    }
  }
}

export function currentWork(session: Session): Work | undefined {
  return session.current === null ? undefined : session.works[session.current];
}

/** The images held ahead, each with its known revision. */
export function heldAhead({ queue, works }: Session): Record<string, number> {
  return Object.fromEntries(queue.map((id) => [id, works[id]?.view.revision ?? 0]));
}

/** Number of images done, including those not yet confirmed by the server. */
export function doneSoFar(session: Session): number {
  const waiting = Object.values(session.works).map(({ submitted, view }) =>
    submitted === (view.state === "submitted") ? 0 : submitted ? 1 : -1,
  );
  return (session.progress?.done ?? 0) + waiting.reduce<number>((sum, n) => sum + n, 0);
}

/** Whether too few images are held ahead and the server has more. */
export function needsMore(session: Session): boolean {
  const { queue, progress } = session;
  const left = progress ? progress.total - doneSoFar(session) - progress.blocked : 0;
  return queue.length < Math.min(fewLeft, left);
}

/** Undo steps to a page with other cards lead nowhere. */
function withoutChanged({ steps, works }: Session, views: readonly AssignmentView[]): readonly Step[] {
  const changed = views.filter((view) => {
    const known = works[view.id];
    return known && hasOtherCards(known, view);
  });
  return changed.length === 0
    ? steps
    : steps.filter((step) => !changed.some(({ id }) => id === step.assignment));
}

function withWork(session: Session, work: Work): Session {
  return { ...session, works: { ...session.works, [work.view.id]: work } };
}

function existsIn(state: AnnotationState): (group: number) => boolean {
  const count = groupsOf(state).length;
  return (group) => group < count;
}
