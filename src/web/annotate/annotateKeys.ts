import type { Answer } from "../../core/tasks/decision.ts";
import type { Key, Shortcut } from "../keys/key.ts";
import { words } from "../words/words.ts";
import { type AnnotationAction, groupsOf, pressForObject } from "./state/annotationState.ts";
import { canShowMaps, type Work } from "./state/works.ts";

/** What the page's keys can do besides changing the annotation. */
export interface Commands {
  change(action: AnnotationAction): void;
  /** Answers yes or no (in a vote, or maybe) on the card that asks. */
  decide(position: number, answer: Answer): void;
  submit(): void;
  none(): void;
  undo(): void;
  previous(): void;
  next(): void;
  search(): void;
  sheet(): void;
  /** The contact sheet's key was released. */
  endPeek(heldMs: number): void;
  differences(): void;
  kin(): void;
  rulings(): void;
  original(): void;
  /** Shows or hides the overlay of where a model sees the card's label. */
  seen(): void;
  comment(): void;
  flag(): void;
  skip(): void;
  guideline(): void;
  help(): void;
  /** Leaves the text field, or stops whatever is under way. */
  leave(): void;
  take(who: readonly string[]): void;
}

const texts = words.keys.annotate;

const groupCodes = ["KeyQ", "KeyW", "KeyE", "KeyR"];

/** Every key of the page, in the order of the help sheet. */
export function annotateKeys(work: Work | undefined, can: Commands): Key[] {
  const keys: Key[] = [];
  const add = (
    id: string,
    label: string,
    shortcuts: Shortcut[],
    action: () => void,
    more: Partial<Key> = {},
  ) => keys.push({ id, label, shortcuts, action, ...more });

  const annotation = work?.annotation;
  const groups = annotation ? groupsOf(annotation) : [];
  const open = annotation && groups[annotation.group];
  const ballot = work?.view.ballot;
  const hasGroups = !(ballot && work?.view.closed);
  const slots = Math.min(9, annotation?.groupSize ?? 5);
  for (let slot = 0; slot < slots; slot++) {
    const digit = slot + 1;
    const position = (open?.from ?? 0) + slot;
    const answer = (wanted: "yes" | "unsure") => () => {
      const card = open && position < open.to ? annotation?.cards[position] : undefined;
      // A card that asks has a key each for yes and no, so that neither costs more: a digit only moves the focus.
      if (card?.decide) can.change({ kind: "focus", position });
      else if (card && work?.view.asksMain) can.change(pressForObject(card, position));
      else if (card) can.change({ kind: "answer", position, answer: card.answer === wanted ? null : wanted });
    };
    const codes = (shift?: { shift: true }) =>
      [`Digit${digit}`, `Numpad${digit}`].map((code) => ({ code, ...shift }));
    const toggle = ballot ? words.vote.goTo : work?.view.asksMain ? texts.tickThenMain : texts.toggle;
    add(`toggle${digit}`, toggle, codes(), answer("yes"), {
      ...(slot === 0 ? { shownAs: slots > 1 ? `1–${slots}` : "1" } : { hidden: true }),
    });
    if (ballot || (work?.view.asksMain && work.view.closed)) continue;
    add(`unsure${digit}`, texts.unsure, codes({ shift: true }), answer("unsure"), {
      ...(slot === 0 ? { shownAs: slots > 1 ? `Shift+1–${slots}` : "Shift+1" } : { hidden: true }),
    });
  }
  if (annotation && work.view.asksMain)
    add("main", texts.main, [{ code: "KeyM" }], () => {
      const position = annotation.focus;
      can.change({ kind: "main", position, on: !annotation.cards[position]?.main });
    });
  if (annotation?.cards.some((card) => card.decide)) {
    const when = () => annotation.cards[annotation.focus]?.decide === true;
    add("yes", words.careful.yesKey, [{ code: "KeyY" }], () => can.decide(annotation.focus, "yes"), { when });
    if (ballot) {
      const maybe = () => can.decide(annotation.focus, "unsure");
      add("maybe", words.vote.maybeKey, [{ code: "KeyM" }], maybe, { when });
    }
    add("no", words.careful.noKey, [{ code: "KeyN" }], () => can.decide(annotation.focus, "no"), { when });
  }
  for (const [group, code] of hasGroups ? groupCodes.entries() : [])
    add(`group${group + 1}`, texts.group(group + 1), [{ code }], () => can.change({ kind: "open", group }));
  if (hasGroups) {
    add("nextGroup", texts.nextGroup, [{ code: "Space" }], () => {
      if (annotation) can.change({ kind: "open", group: (annotation.group + 1) % groups.length });
    });
  }
  add("submit", texts.submit, [{ code: "Enter" }, { code: "NumpadEnter" }], can.submit);
  add(
    "submitAnywhere",
    texts.submitAnywhere,
    [
      { code: "Enter", ctrl: true },
      { code: "NumpadEnter", ctrl: true },
    ],
    can.submit,
    { whileTyping: true },
  );
  if (!ballot) add("none", texts.none, [{ code: "KeyX" }], can.none);
  if (!work?.view.closed) add("search", texts.search, [{ code: "Slash", character: "/" }], can.search);
  add("previous", texts.previous, [{ code: "ArrowLeft" }], can.previous);
  add("next", texts.next, [{ code: "ArrowRight" }], can.next);
  const focus = (step: number) => () => {
    if (!annotation || !open) return;
    const position = Math.min(open.to - 1, Math.max(open.from, annotation.focus + step));
    can.change({ kind: "focus", position });
  };
  add("up", texts.up, [{ code: "ArrowUp" }], focus(-1));
  add("down", texts.down, [{ code: "ArrowDown" }], focus(1));
  add("sheet", texts.sheet, [{ code: "KeyV" }], can.sheet, { onRelease: can.endPeek });
  add("differences", words.exemplars.differences.key, [{ code: "KeyD" }], can.differences);
  add("kin", words.exemplars.kin.key, [{ code: "KeyK" }], can.kin);
  add("rulings", words.rulings.key, [{ code: "KeyP" }], can.rulings);
  add("original", texts.original, [{ code: "KeyI" }], can.original);
  if (!work || canShowMaps(work)) add("seen", texts.seen, [{ code: "KeyL" }], can.seen);
  add("undo", texts.undo, [{ code: "KeyU" }], can.undo);
  add("undoToo", texts.undoToo, [{ code: "KeyZ", ctrl: true }], can.undo);
  add("comment", texts.comment, [{ code: "KeyC" }], can.comment);
  add("flag", texts.flag, [{ code: "KeyF" }], can.flag);
  add("skip", texts.skip, [{ code: "KeyS" }], can.skip);
  const letters = work?.view.refinement?.annotators.map((annotator) => annotator.who) ?? [];
  for (const who of letters)
    add(`take${who}`, words.refinement.answer(who), [{ code: `Key${who}`, alt: true }], () =>
      can.take([who]),
    );
  if (letters.length > 1)
    add(
      "takeAll",
      letters.length === 2 ? words.refinement.both : words.refinement.all,
      [{ code: "KeyU", alt: true }],
      () => can.take(letters),
    );
  add("guideline", texts.guideline, [{ code: "KeyG" }], can.guideline);
  add("help", texts.help, [{ code: "Slash", shift: true, character: "?" }], can.help);
  add("leave", texts.leave, [{ code: "Escape" }], can.leave, { whileTyping: true, hidden: true });
  return keys;
}
