import { causes, verdicts } from "../../core/review/review.ts";
import { type Key, makeKey } from "../keys/key.ts";
import { words } from "../words/words.ts";
import type { Reviewing } from "./useReview.ts";

const texts = words.review.keys;

/** What the keys open or leave besides changing the review. */
export interface ReviewCommands {
  find(): void;
  comment(): void;
  leaveComment(): void;
  original(): void;
  exemplars(): void;
  guideline(): void;
  help(): void;
}

const verdictCodes = ["KeyQ", "KeyW", "KeyE"];

/** Every key of the review page, in the order of the help sheet. */
export function reviewKeys(reviewing: Reviewing, can: ReviewCommands): Key[] {
  const { work, readOnly, isBusy, change, submit, undo, canUndo } = reviewing;
  const isReview = work?.view.comparison === null;
  const judges = (work?.view.originals.length ?? 0) > 0;
  const able = () => !readOnly;
  return [
    ...causes.map((cause, at) =>
      makeKey(
        `cause${at + 1}`,
        texts.cause,
        [{ code: `Digit${at + 1}` }, { code: `Numpad${at + 1}` }],
        () => change({ cause, found: null }),
        { when: able, ...(at === 0 ? { shownAs: `1–${causes.length}` } : { hidden: true }) },
      ),
    ),
    ...verdicts.map((verdict, at) =>
      makeKey(
        `verdict-${verdict}`,
        texts.verdict,
        [{ code: verdictCodes[at] ?? "" }],
        () => change({ verdict, found: null }),
        { when: () => able() && judges, ...(at === 0 ? { shownAs: "Q W E" } : { hidden: true }) },
      ),
    ),
    makeKey("find", texts.find, [{ code: "Slash", character: "/" }], can.find, {
      when: () => able() && isReview,
    }),
    makeKey("submit", texts.submit, [{ code: "Enter" }, { code: "NumpadEnter" }], submit),
    makeKey("submit-anywhere", texts.submit, [{ code: "Enter", ctrl: true }], submit, {
      whileTyping: true,
      hidden: true,
    }),
    makeKey("undo", texts.undo, [{ code: "KeyU" }, { code: "KeyZ", ctrl: true }], undo, {
      when: () => canUndo || isBusy,
    }),
    makeKey("comment", texts.comment, [{ code: "KeyC" }], can.comment, { when: able }),
    makeKey("leave", texts.leave, [{ code: "Escape" }], can.leaveComment, { whileTyping: true }),
    makeKey("original", texts.original, [{ code: "KeyI" }], can.original, { when: () => work !== null }),
    makeKey("exemplars", texts.exemplars, [{ code: "KeyV" }], can.exemplars, { when: () => judges }),
    makeKey("guideline", texts.guideline, [{ code: "KeyG" }], can.guideline),
    makeKey("help", texts.help, [{ code: "Slash", shift: true, character: "?" }], can.help),
  ];
}
