import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import type { Answer } from "../../core/tasks/decision.ts";
import { useEachTimeBeforePaint } from "../components/useEachTime.ts";
import type { Commands } from "./annotateKeys.ts";
import { type AnnotationAction, groupAt, isAnswered, labelsWith } from "./state/annotationState.ts";
import type { ImageWork } from "./state/imageWork.ts";
import { opensTicked } from "./state/opensTicked.ts";
import { takenWords } from "./state/taken.ts";
import { useLookThrough } from "./state/useLookThrough.ts";
import { canShowMaps, isReadOnly } from "./state/works.ts";

/** What covers the page; the contact sheet covers only the cards. */
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
  | "why"
  | "differences"
  | "kin"
  | "rulings"
  | null;

/** A key held for this long is held on purpose. */
const peekFromMs = 350;

/** Whether it chooses a label, which clears “none of these”. */
const isAnswer = (action: AnnotationAction): boolean =>
  ["answer", "add", "take", "main"].includes(action.kind) ||
  (action.kind === "decide" && action.answer !== "no");

interface Place {
  list: RefObject<HTMLDivElement | null>;
  comment: RefObject<HTMLTextAreaElement | null>;
  canSearch: boolean;
  /** Runs something when its turn comes. */
  takeTurn(act: () => void): void;
}

/** What keys and buttons do: to the image through `annotation`, and to the page itself. */
export function useCommands(annotation: ImageWork, { list, comment, canSearch, takeTurn }: Place) {
  const { work, steps } = annotation;
  const [open, setOpen] = useState<Open>(null);
  /** The exemplar shown large; null: all of them at once. */
  const [exemplar, setExemplar] = useState<number | null>(null);
  const [deciding, setDeciding] = useState<{ position: number; answer: Answer } | null>(null);
  /** The image on which the map of what a model sees is shown. */
  const [seenOn, setSeenOn] = useState<string | null>(null);
  const isSeen = work !== undefined && seenOn === work.view.id && canShowMaps(work);
  const look = useLookThrough(annotation, list);
  /** Number of keys that had to wait too long. */
  const [lostKeys, setLostKeys] = useState(0);
  /** Images whose existing ticks the person has confirmed. */
  const confirmed = useRef(new Set<string>());
  const readOnly = !work || isReadOnly(work);

  useEachTimeBeforePaint(work?.view.id, () => {
    setOpen((shown) => (shown === "help" || shown === "guideline" ? shown : null));
    return () => setLostKeys(0);
  });

  function change(action: AnnotationAction) {
    if (action.kind === "focus") return annotation.change(action);
    setLostKeys(0);
    if (work && look.isLooking() && isAnswer(action)) {
      look.cut();
      if ("position" in action)
        annotation.change({ kind: "open", group: groupAt(work.annotation, action.position) });
    } else if (action.kind === "open") look.stop();
    annotation.change(action);
  }

  function markNone() {
    setOpen(null);
    look.begin();
  }

  function submit() {
    if (work && !readOnly && opensTicked(work, steps) && !confirmed.current.has(work.view.id))
      setOpen("ticked");
    else annotation.submit();
  }

  const leaving = {
    submit,
    previous: () => annotation.go?.(work?.view.previous ?? null),
    next: () => annotation.go?.(work?.view.next ?? null),
  };
  const latest = useRef(leaving);
  useLayoutEffect(() => {
    latest.current = leaving;
  });
  /** Leaves the image, after the end of any look-through under way. */
  const leave = (by: keyof typeof leaving) => () => {
    if (look.isLooking()) takeTurn(() => latest.current[by]());
    else leaving[by]();
  };

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
      if (!work || readOnly) return;
      const isMarking = look.isLooking();
      look.cut();
      if (isMarking || work.annotation.noneOfThese) change({ kind: "none", on: false });
      else if (isAnswered(work.annotation)) setOpen("none");
      else markNone();
    },
    undo() {
      look.cut();
      annotation.undo();
    },
    previous: leave("previous"),
    next: leave("next"),
    search: () => canSearch && !readOnly && !work.view.closed && setOpen("search"),
    sheet: () => (open === "sheet" ? setOpen(null) : openSheet(null)),
    endPeek: (heldMs) => heldMs >= peekFromMs && open === "sheet" && setOpen(null),
    differences: () => work && setOpen("differences"),
    kin: () => work && setOpen("kin"),
    rulings: () => work && setOpen("rulings"),
    original: () => work && setOpen("original"),
    seen: () => setSeenOn(isSeen ? null : (work?.view.id ?? null)),
    comment: () => comment.current?.focus(),
    flag: () => !readOnly && setOpen("flag"),
    skip: () => !readOnly && setOpen("skip"),
    guideline: () => setOpen("guideline"),
    help: () => setOpen("help"),
    leave() {
      if (document.activeElement === comment.current) comment.current?.blur();
      else if (look.isLooking()) look.stop();
      else setOpen(null);
    },
    take(who) {
      if (!work || readOnly) return;
      const annotators = work.view.refinement?.annotators ?? [];
      const chosen = annotators.filter((annotator) => who.includes(annotator.who));
      const labels = [...new Set(chosen.flatMap((annotator) => annotator.yes))];
      change({ kind: "take", labels, words: takenWords(who) });
      if (labels.length === 0) markNone();
    },
  };

  function openSheet(first: number | null) {
    if (!work) return;
    setExemplar(first);
    setOpen("sheet");
  }

  return {
    commands,
    /** The decision waiting for its reason. */
    deciding,
    open,
    isSeen,
    exemplar,
    look,
    lostKeys,
    tellLost: setLostKeys,
    submitTicked() {
      if (work) confirmed.current.add(work.view.id);
      setOpen(null);
      annotation.submit();
    },
    ticked: work ? labelsWith(work.annotation, "yes").length : 0,
    openSheet,
    markNone,
    /** The answer was changed, and the comment does not say why. */
    askWhy: () => setOpen("why"),
    close: () => setOpen(null),
  };
}

export type PageCommands = ReturnType<typeof useCommands>;
