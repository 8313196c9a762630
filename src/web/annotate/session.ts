import type { Saved } from "../../contract/annotation.ts";
import type { AnnotationDraft } from "../../contract/annotationDraft.ts";
import type { AssignmentView, Progress, WorkPosition } from "../../contract/work.ts";
import {
  type AnnotationAction,
  type AnnotationState,
  changeAnnotation,
  groupsOf,
  openAnnotation,
} from "./annotationState.ts";

export interface Work {
  view: AssignmentView;
  annotation: AnnotationState;
  /** Submitted as far as this page knows; the server may not have answered yet. */
  submitted: boolean;
  /** Put off, and the server has not answered yet. */
  skipped: boolean;
  /** What the page began with: the times count on from there. */
  begunFrom: AnnotationDraft | null;
}

/** How an image stood before a step: what undo goes back to. */
interface Step {
  assignment: string;
  of: AnnotationAction["kind"] | "submit" | "skip";
  annotation: AnnotationState;
  submitted: boolean;
}

/** All images that a person has open on this page, and where they are. */
export interface Session {
  works: Readonly<Record<string, Work>>;
  /** The image shown; null before the first and after the last. */
  current: string | null;
  /** Open images in the order in which the server hands them out. */
  queue: readonly string[];
  /** As the server last told. */
  progress: Progress | null;
  /** The server has nothing left. */
  finished: boolean;
  steps: readonly Step[];
}

/** Unsaved work from an earlier visit, newer than what the server sent. */
export type Kept = (assignment: string) => { annotation: AnnotationDraft; submitted: boolean } | undefined;

export type SessionAction =
  | { kind: "arrived"; position: WorkPosition; kept: Kept; show: boolean }
  | { kind: "loaded"; view: AssignmentView; kept: Kept }
  | { kind: "show"; assignment: string }
  /** Leaves an image that cannot be changed. */
  | { kind: "close" }
  | { kind: "change"; action: AnnotationAction }
  | { kind: "submit" }
  | { kind: "skip" }
  | { kind: "undo" }
  | { kind: "saved"; saved: Saved }
  /** A submission was refused: the image comes back as it was. */
  | { kind: "refused"; assignment: string }
  /** What is stored elsewhere takes the place of what is here. */
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
      const { current, ahead, progress } = event.position;
      const views = current ? [current, ...ahead] : ahead;
      const works = { ...session.works };
      for (const view of views) works[view.id] = mergeView(works[view.id], view, event.kept);
      const steps = withoutChanged(session, views);
      const queue = views.map((view) => view.id).filter((id) => isOpen(works[id]));
      const shown = session.current ?? (event.show ? (queue[0] ?? null) : null);
      const finished = queue.length === 0 && current === null;
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
        steps: session.steps.filter((step) => step.assignment !== event.assignment),
      };
    }
  }
}

export function currentWork(session: Session): Work | undefined {
  return session.current === null ? undefined : session.works[session.current];
}

/** Nobody can change it any more, or only the lead can. */
export function isReadOnly(work: Work): boolean {
  return work.view.locked || work.view.state === "blocked";
}

/** Images done, with what the server has not answered yet. */
export function doneSoFar(session: Session): number {
  const waiting = Object.values(session.works).map(({ submitted, view }) =>
    submitted === (view.state === "submitted") ? 0 : submitted ? 1 : -1,
  );
  return (session.progress?.done ?? 0) + waiting.reduce<number>((sum, n) => sum + n, 0);
}

function mergeView(known: Work | undefined, view: AssignmentView, kept: Kept): Work {
  const unsaved = kept(view.id);
  if (known && known.view.revision > view.revision) return known;
  if (known && !hasOtherCards(known, view) && (unsaved || known.view.revision === view.revision))
    return { ...known, view };
  const begunFrom = unsaved?.annotation ?? view.draft;
  return {
    view,
    annotation: openAnnotation(view, begunFrom),
    submitted: unsaved ? unsaved.submitted : view.state === "submitted",
    skipped: false,
    begunFrom,
  };
}

/** A question was added since, or a card that was hidden: the page begins anew from what is saved. */
function hasOtherCards(known: Work, view: AssignmentView): boolean {
  const labels = ({ cards }: AssignmentView) => cards.map(({ label }) => label).join();
  return labels(known.view) !== labels(view) || (known.view.state === "submitted" && view.state === "open");
}

/** Steps back to a page with other cards lead nowhere. */
function withoutChanged({ steps, works }: Session, views: readonly AssignmentView[]): readonly Step[] {
  const changed = views.filter((view) => {
    const known = works[view.id];
    return known && hasOtherCards(known, view);
  });
  return changed.length === 0
    ? steps
    : steps.filter((step) => !changed.some(({ id }) => id === step.assignment));
}

function isOpen(work: Work | undefined): boolean {
  return work !== undefined && !work.submitted && !work.skipped;
}

function isStep(action: AnnotationAction): boolean {
  return action.kind !== "open" && action.kind !== "focus";
}

/** Letters typed one after another are one step. */
function addStep(steps: readonly Step[], work: Work, of: Step["of"]): readonly Step[] {
  const last = steps.at(-1);
  if (of === "comment" && last?.of === of && last.assignment === work.view.id) return steps;
  const { annotation, submitted } = work;
  return [...steps, { assignment: work.view.id, of, annotation, submitted }];
}

function withWork(session: Session, work: Work): Session {
  return { ...session, works: { ...session.works, [work.view.id]: work } };
}

function existsIn(state: AnnotationState): (group: number) => boolean {
  const count = groupsOf(state).length;
  return (group) => group < count;
}
