import { type RefObject, useEffect, useRef, useState } from "react";
import type { Commands } from "./annotateKeys.ts";
import { type AnnotationAction, isAnswered, labelsWith } from "./annotationState.ts";
import { lookThrough } from "./lookThrough.ts";
import { commentWith, takenWords } from "./reasonWords.ts";
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
  | "original"
  | "sheet"
  | "decide"
  | "differences"
  | "kin"
  | "rulings"
  | null;

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
  const look = useRef<AbortController | null>(null);
  const readOnly = !work || isReadOnly(work);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another image is shown.
  useEffect(() => {
    look.current?.abort();
    setOpen((shown) => (shown === "help" || shown === "guideline" ? shown : null));
    return () => look.current?.abort();
  }, [session.current]);

  function change(action: AnnotationAction) {
    if (action.kind !== "focus") look.current?.abort();
    annotation.change(action);
  }

  /** Shows the groups not yet seen, one after the other, and then marks none-of-these. */
  async function markNone() {
    if (!work || !clocks || readOnly) return;
    setOpen(null);
    look.current?.abort();
    const stop = new AbortController();
    look.current = stop;
    setLooking(true);
    const seen = await lookThrough({
      annotation: work.annotation,
      shownMs: clocks.shown.shownMs,
      shownAfterMs: work.view.shownAfterMs,
      open: (group) => annotation.change({ kind: "open", group }),
      reveal: (label) =>
        list.current?.querySelector(`[data-label="${label}"]`)?.scrollIntoView({ block: "nearest" }),
      signal: stop.signal,
    });
    if (look.current === stop) {
      look.current = null;
      setLooking(false);
    }
    if (seen) annotation.change({ kind: "none", on: true });
  }

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
    submit: annotation.submit,
    none() {
      if (!work || readOnly) return;
      if (look.current) look.current.abort();
      else if (work.annotation.noneOfThese) change({ kind: "none", on: false });
      else if (isAnswered(work.annotation)) setOpen("none");
      else void markNone();
    },
    undo() {
      look.current?.abort();
      annotation.undo();
    },
    previous: () => annotation.go(work?.view.previous ?? null),
    next: () => annotation.go(work?.view.next ?? null),
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
      else if (look.current) look.current.abort();
      else setOpen(null);
    },
    take(who) {
      if (!work || readOnly) return;
      const annotators = work.view.refinement?.annotators ?? [];
      const chosen = annotators.filter((annotator) => who.includes(annotator.who));
      const labels = [...new Set(chosen.flatMap((annotator) => annotator.yes))];
      change({ kind: "take", labels, comment: commentWith(takenWords(who), work.annotation.comment) });
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
    ticked: work ? labelsWith(work.annotation, "yes").length : 0,
    openSheet,
    markNone: () => void markNone(),
    close: () => setOpen(null),
  };
}

export type PageCommands = ReturnType<typeof useCommands>;
