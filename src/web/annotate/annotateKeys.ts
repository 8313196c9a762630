import type { Key, Shortcut } from "../keys/key.ts";
import { words } from "../words/words.ts";
import { type AnnotationAction, groupsOf } from "./annotationState.ts";
import type { Work } from "./works.ts";

/** What the keys of the page can do, besides changing the annotation. */
export interface Commands {
  change(action: AnnotationAction): void;
  /** A yes or a no on the card that asks for one. */
  decide(position: number, answer: "yes" | "no"): void;
  submit(): void;
  none(): void;
  undo(): void;
  previous(): void;
  next(): void;
  search(): void;
  sheet(): void;
  differences(): void;
  original(): void;
  comment(): void;
  flag(): void;
  skip(): void;
  guideline(): void;
  help(): void;
  /** Leaves the text field, or stops what is under way. */
  leave(): void;
  take(who: readonly string[]): void;
}

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
  const slots = Math.min(9, annotation?.groupSize ?? 5);
  for (let slot = 0; slot < slots; slot++) {
    const digit = slot + 1;
    const position = (open?.from ?? 0) + slot;
    const answer = (wanted: "yes" | "unsure") => () => {
      const card = open && position < open.to ? annotation?.cards[position] : undefined;
      // A card that asks has a key for yes and one for no, so that neither costs more: a digit only goes there.
      if (card?.decide) can.change({ kind: "focus", position });
      else if (card) can.change({ kind: "answer", position, answer: card.answer === wanted ? null : wanted });
    };
    const codes = (shift?: { shift: true }) =>
      [`Digit${digit}`, `Numpad${digit}`].map((code) => ({ code, ...shift }));
    add(`toggle${digit}`, "Tick the card, or take the tick off", codes(), answer("yes"), {
      ...(slot === 0 ? { shownAs: slots > 1 ? `1–${slots}` : "1" } : { hidden: true }),
    });
    add(`unsure${digit}`, "Unsure about the card", codes({ shift: true }), answer("unsure"), {
      ...(slot === 0 ? { shownAs: slots > 1 ? `Shift+1–${slots}` : "Shift+1" } : { hidden: true }),
    });
  }
  if (annotation?.cards.some((card) => card.decide)) {
    const when = () => annotation.cards[annotation.focus]?.decide === true;
    add("yes", words.careful.yesKey, [{ code: "KeyY" }], () => can.decide(annotation.focus, "yes"), { when });
    add("no", words.careful.noKey, [{ code: "KeyN" }], () => can.decide(annotation.focus, "no"), { when });
  }
  for (const [group, code] of groupCodes.entries())
    add(`group${group + 1}`, `Group ${group + 1}`, [{ code }], () => can.change({ kind: "open", group }));
  add("nextGroup", "Next group", [{ code: "Space" }], () => {
    if (annotation) can.change({ kind: "open", group: (annotation.group + 1) % groups.length });
  });
  add("submit", "Submit, and on to the next image", [{ code: "Enter" }, { code: "NumpadEnter" }], can.submit);
  add(
    "submitAnywhere",
    "The same, from anywhere",
    [
      { code: "Enter", ctrl: true },
      { code: "NumpadEnter", ctrl: true },
    ],
    can.submit,
    { whileTyping: true },
  );
  add("none", "None of these: an answer of its own", [{ code: "KeyX" }], can.none);
  add("search", "Search all labels, and add one", [{ code: "Slash", character: "/" }], can.search);
  add("previous", "Previous image, without submitting", [{ code: "ArrowLeft" }], can.previous);
  add("next", "Next image, without submitting", [{ code: "ArrowRight" }], can.next);
  const focus = (step: number) => () => {
    if (!annotation || !open) return;
    const position = Math.min(open.to - 1, Math.max(open.from, annotation.focus + step));
    can.change({ kind: "focus", position });
  };
  add("up", "The card above", [{ code: "ArrowUp" }], focus(-1));
  add("down", "The card below", [{ code: "ArrowDown" }], focus(1));
  add("sheet", "The card's exemplars, large", [{ code: "KeyV" }], can.sheet);
  add("differences", words.exemplars.differences.key, [{ code: "KeyD" }], can.differences);
  add("original", "The image at its original resolution", [{ code: "KeyI" }], can.original);
  add("undo", "Undo, any number of steps", [{ code: "KeyU" }], can.undo);
  add("undoToo", "Undo", [{ code: "KeyZ", ctrl: true }], can.undo);
  add("comment", "Comment; Esc leaves it", [{ code: "KeyC" }], can.comment);
  add("flag", "Flag the image for the lead", [{ code: "KeyF" }], can.flag);
  add("skip", "Skip the image for now", [{ code: "KeyS" }], can.skip);
  const letters = work?.view.refinement?.annotators.map((annotator) => annotator.who) ?? [];
  for (const who of letters)
    add(`take${who}`, `${who}'s answer`, [{ code: `Key${who}`, alt: true }], () => can.take([who]));
  if (letters.length > 1)
    add("takeAll", letters.length === 2 ? "Both" : "All", [{ code: "KeyU", alt: true }], () =>
      can.take(letters),
    );
  add("guideline", "Guideline", [{ code: "KeyG" }], can.guideline);
  add("help", "This sheet", [{ code: "Slash", shift: true, character: "?" }], can.help);
  add("leave", "Leave", [{ code: "Escape" }], can.leave, { whileTyping: true, hidden: true });
  return keys;
}
