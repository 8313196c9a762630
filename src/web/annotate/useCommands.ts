import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Commands } from "./annotateKeys.ts";
import { type AnnotationAction, isAnswered, labelsWith } from "./annotationState.ts";
import { lookThrough } from "./lookThrough.ts";
import { opensTicked } from "./opensTicked.ts";
import { takenWords } from "./taken.ts";
import type { AnnotationWork } from "./useAnnotation.ts";
import { isReadOnly } from "./works.ts";

/** What lies over the page; the contact sheet covers the cards only. */
export type Open =
  | "help"
  | "guideline"
  | "search"
  | "flag"
  | "skip"
  | "none"
  | "ticked"
  | "original"
  | "sheet"
  | "decide"
  | "differences"
  | "kin"
  | "rulings"
  | null;

/** A group that the page opened by itself is not what a key means that is pressed before anybody can have seen it. */
const reactionMs = 300;

/** What leaves the image. */
type Leaving = "submit" | "previous" | "next";

/** The groups not yet seen, on their way past. */
interface Look {
  stop: AbortController;
  /** The group that was open when it began; it is again when it ends. */
  began: number;
  /** The group that was open before the one on screen, and since when that one is. */
  before: number | null;
  openedAt: number;
  /** The command that waits for its end. */
  afterwards: Leaving | null;
}

/** Whether it says something else of the image than “none of these”, or where to look. */
const endsLook = (action: AnnotationAction): boolean =>
  action.kind === "decide"
    ? action.answer === "yes"
    : action.kind !== "focus" && action.kind !== "comment" && action.kind !== "flag";

interface Place {
  list: RefObject<HTMLDivElement | null>;
  comment: RefObject<HTMLTextAreaElement | null>;
  canSearch: boolean;
}

/** What keys and buttons do: on the image through `annotation`, and on the page itself. */
export function useCommands(annotation: AnnotationWork, { list, comment, canSearch }: Place) {
  const { work, clocks, session } = annotation;
  const [open, setOpen] = useState<Open>(null);
  const [exemplar, setExemplar] = useState(0);
  const [deciding, setDeciding] = useState<{ position: number; answer: "yes" | "no" } | null>(null);
  const [looking, setLooking] = useState(false);
  const look = useRef<Look | null>(null);
  /** Images whose ticks, found there, the person has confirmed. */
  const confirmed = useRef(new Set<string>());
  const readOnly = !work || isReadOnly(work);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another image is shown.
  useEffect(() => {
    look.current?.stop.abort();
    setOpen((shown) => (shown === "help" || shown === "guideline" ? shown : null));
    return () => look.current?.stop.abort();
  }, [session.current]);

  function change(action: AnnotationAction) {
    if (endsLook(action)) look.current?.stop.abort();
    annotation.change(action);
  }

  /**
   * Ends the look-through for something that is done to the group on screen.
   *
   * @returns whether another group is open now: the one before, where this one came too lately to be meant
   */
  function endLook(): boolean {
    if (!look.current) return false;
    const { stop, before, openedAt } = look.current;
    stop.abort();
    if (before === null || performance.now() - openedAt >= reactionMs) return false;
    annotation.change({ kind: "open", group: before });
    return true;
  }

  /** Ends the look-through as if it had never begun. */
  function takeLookBack(): boolean {
    if (!look.current) return false;
    const { stop, began } = look.current;
    stop.abort();
    annotation.change({ kind: "open", group: began });
    return true;
  }

  /** Shows the groups not yet seen, one after the other, and then marks none-of-these. */
  async function markNone() {
    if (!work || !clocks || readOnly) return;
    setOpen(null);
    look.current?.stop.abort();
    const began = work.annotation.group;
    const stop = new AbortController();
    const mine: Look = { stop, began, before: null, openedAt: 0, afterwards: null };
    look.current = mine;
    let shown = began;
    setLooking(true);
    const seen = await lookThrough({
      annotation: work.annotation,
      shownMs: clocks.shown.shownMs,
      shownAfterMs: work.view.shownAfterMs,
      open: (group) => {
        if (group !== shown) Object.assign(mine, { before: shown, openedAt: performance.now() });
        shown = group;
        annotation.change({ kind: "open", group });
      },
      reveal: (label) =>
        list.current?.querySelector(`[data-label="${label}"]`)?.scrollIntoView({ block: "nearest" }),
      signal: stop.signal,
    });
    if (look.current === mine) {
      look.current = null;
      setLooking(false);
    }
    if (!seen) return;
    // What waits sees what this has changed.
    flushSync(() => {
      annotation.change({ kind: "open", group: began });
      annotation.change({ kind: "none", on: true });
    });
    if (mine.afterwards) latest.current[mine.afterwards]();
  }

  /** Leaves the image once the look-through, if one is under way, has ended. */
  const leave = (by: Leaving) => () => {
    if (look.current) look.current.afterwards = by;
    else leaving[by]();
  };

  function submit() {
    if (work && !readOnly && opensTicked(work, session.steps) && !confirmed.current.has(work.view.id))
      setOpen("ticked");
    else annotation.submit();
  }

  const leaving: Record<Leaving, () => void> = {
    submit,
    previous: () => annotation.go(work?.view.previous ?? null),
    next: () => annotation.go(work?.view.next ?? null),
  };
  const latest = useRef(leaving);
  useLayoutEffect(() => {
    latest.current = leaving;
  });

  const commands: Commands = {
    change,
    decide(position, answer) {
      if (!work || readOnly) return;
      if (!work.view.refinement?.reasonOnDecision) {
        change({ kind: "decide", position, answer, reason: undefined });
        return;
      }
      change({ kind: "focus", position });
      setDeciding({ position, answer });
      setOpen("decide");
    },
    submit: leave("submit"),
    none() {
      if (!work || readOnly || takeLookBack()) return;
      if (work.annotation.noneOfThese) change({ kind: "none", on: false });
      else if (isAnswered(work.annotation)) setOpen("none");
      else void markNone();
    },
    undo() {
      if (!takeLookBack()) annotation.undo();
    },
    previous: leave("previous"),
    next: leave("next"),
    search: () => canSearch && !readOnly && setOpen("search"),
    sheet: () => (open === "sheet" ? setOpen(null) : openSheet(0)),
    differences: () => work && setOpen("differences"),
    kin: () => work && setOpen("kin"),
    rulings: () => work && setOpen("rulings"),
    original: () => work && setOpen("original"),
    comment: () => comment.current?.focus(),
    flag: () => !readOnly && setOpen("flag"),
    skip: () => !readOnly && setOpen("skip"),
    guideline: () => setOpen("guideline"),
    help: () => setOpen("help"),
    leave() {
      if (document.activeElement === comment.current) comment.current?.blur();
      else if (look.current) look.current.stop.abort();
      else setOpen(null);
    },
    take(who) {
      if (!work || readOnly) return;
      const annotators = work.view.refinement?.annotators ?? [];
      const chosen = annotators.filter((annotator) => who.includes(annotator.who));
      const labels = [...new Set(chosen.flatMap((annotator) => annotator.yes))];
      change({ kind: "take", labels, words: takenWords(who) });
      if (labels.length === 0) void markNone();
    },
  };

  function openSheet(first: number) {
    if (!work) return;
    setExemplar(first);
    setOpen("sheet");
  }

  return {
    commands,
    /** The decision that waits for its reason. */
    deciding,
    open,
    exemplar,
    looking,
    endLook,
    /** A command waits for the look-through to end. */
    isLeaving: () => look.current?.afterwards != null,
    submitTicked() {
      if (work) confirmed.current.add(work.view.id);
      setOpen(null);
      annotation.submit();
    },
    ticked: work ? labelsWith(work.annotation, "yes").length : 0,
    openSheet,
    markNone: () => void markNone(),
    close: () => setOpen(null),
  };
}

export type PageCommands = ReturnType<typeof useCommands>;
