import type { SheetPosition, SheetProgress, SheetView } from "../../contract/contains/sheet.ts";
import { emptyMarks, type SheetMark } from "../../core/contains/sheetAnswer.ts";
import type { WantedSheet } from "./savedSheets.ts";

/** One sheet on this page. */
export interface SheetWork {
  view: SheetView;
  marks: readonly SheetMark[];
  /** The place of the photo that the keys act on. */
  at: number;
  /** Places ticked or unticked in this window, the latest last. */
  toggled: readonly number[];
  /** Working time on it saved earlier. */
  earlierMs: number;
}

/** The sheets on a person's page, and their progress. */
export interface SheetSession {
  /** The one shown, and those after it. */
  queue: readonly SheetWork[];
  /** null before the server has answered. */
  progress: SheetProgress | null;
  /** Submitted in this window and still reversible, the latest last. */
  done: readonly SheetWork[];
}

/** Unsaved work on a sheet. */
export type Kept = (sheet: string) => WantedSheet | undefined;

export type SheetEvent =
  /** The server says what comes next; sheets already here stay as they are. */
  | { kind: "arrived"; position: SheetPosition; kept: Kept }
  /** Replaces a sheet with what the server holds. */
  | { kind: "loaded"; view: SheetView; kept: Kept }
  | { kind: "toggle"; at: number; activeMs: number }
  | { kind: "move"; at: number }
  | { kind: "missing"; at: number; isMissing: boolean }
  /** What the person tells the lead about a photo; null withdraws it. */
  | { kind: "flag"; at: number; reason: string | null }
  /** Undoes the last tick on the sheet shown. */
  | { kind: "untoggle"; activeMs: number }
  /** Submits the sheet, with these times on screen. */
  | { kind: "submit"; marks: readonly SheetMark[] }
  /** Returns to the sheet submitted last. */
  | { kind: "back" }
  /** A sheet may not be worked on here: it was refused, or submitted in another tab. */
  | { kind: "gone"; sheet: string };

export const emptySheets: SheetSession = { queue: [], progress: null, done: [] };

export function changeSheets(session: SheetSession, event: SheetEvent): SheetSession {
  const { queue, done, progress } = session;
  const [shown] = queue;
  switch (event.kind) {
    case "arrived": {
      const { current, ahead, progress } = event.position;
      const here = new Set([...queue, ...done].map(({ view }) => view.id));
      const fresh = [current, ...ahead].flatMap((view) =>
        view && !here.has(view.id) ? begin(view, event.kept(view.id)) : [],
      );
      return { ...session, queue: [...queue, ...fresh], progress };
    }
    case "loaded": {
      const { view } = event;
      const rest = queue.filter((one) => one.view.id !== view.id);
      const own = view.state === "open" && !view.locked ? begin(view, event.kept(view.id)) : [];
      return { ...session, queue: [...own, ...rest], done: without(done, view.id) };
    }
    case "toggle":
      return shown ? withShown(session, toggle(shown, event)) : session;
    case "move":
      return shown ? withShown(session, { ...shown, at: event.at }) : session;
    case "missing": {
      if (!shown) return session;
      const { isMissing } = event;
      const marks = shown.marks.map((mark, at) =>
        at === event.at ? { ...mark, isMissing, isTicked: mark.isTicked && !isMissing } : mark,
      );
      return withShown(session, { ...shown, marks });
    }
    case "flag": {
      if (!shown) return session;
      const marks = shown.marks.map((mark, at) => {
        if (at !== event.at) return mark;
        const { flag: _, ...rest } = mark;
        return event.reason === null ? rest : { ...rest, flag: event.reason };
      });
      return withShown(session, { ...shown, marks });
    }
    case "untoggle": {
      const at = shown?.toggled.at(-1);
      if (!shown || at === undefined) return session;
      const before = toggle(shown, { at, activeMs: event.activeMs });
      return withShown(session, { ...before, toggled: shown.toggled.slice(0, -1) });
    }
    case "submit":
      if (!shown) return session;
      return {
        queue: queue.slice(1),
        done: [...done, { ...shown, marks: event.marks }],
        progress: progress && { done: progress.done + 1, left: Math.max(0, progress.left - 1) },
      };
    case "back": {
      const last = done.at(-1);
      if (!last) return session;
      return {
        queue: [last, ...queue],
        done: done.slice(0, -1),
        progress: progress && { done: Math.max(0, progress.done - 1), left: progress.left + 1 },
      };
    }
    case "gone":
      return { ...session, queue: without(queue, event.sheet), done: without(done, event.sheet) };
  }
}

function toggle(work: SheetWork, { at, activeMs }: { at: number; activeMs: number }): SheetWork {
  const marks = work.marks.map((mark, place) =>
    place === at && !mark.isMissing ? { ...mark, isTicked: !mark.isTicked, changedMs: activeMs } : mark,
  );
  return { ...work, at, marks, toggled: [...work.toggled, at] };
}

/** Unsaved work takes precedence over what the server holds; a submitted sheet is not shown again. */
function begin(view: SheetView, unsaved: WantedSheet | undefined): SheetWork[] {
  if (unsaved?.state === "submitted") return [];
  const { marks: kept, activeMs } = unsaved?.draft ?? view.draft;
  const byImage = new Map(kept.map((mark) => [mark.image, mark]));
  // Matched by photo: what was kept earlier may be in another order.
  const marks = emptyMarks(view.images.map(({ id }) => id)).map((mark) => byImage.get(mark.image) ?? mark);
  return [{ view, marks, at: 0, toggled: [], earlierMs: activeMs }];
}

const withShown = (session: SheetSession, work: SheetWork): SheetSession => ({
  ...session,
  queue: [work, ...session.queue.slice(1)],
});

const without = (works: readonly SheetWork[], sheet: string) => works.filter(({ view }) => view.id !== sheet);

/** How many photos are ticked. */
export const countTicked = (marks: readonly { isTicked: boolean }[]): number =>
  marks.filter(({ isTicked }) => isTicked).length;
