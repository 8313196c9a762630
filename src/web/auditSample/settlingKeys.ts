import { type Key, makeKey } from "../keys/key.ts";
import { words } from "../words/words.ts";
import { labelsToDecide, type Settling } from "./useDifferences.ts";

const texts = words.auditSample.settle;

/** What the page's keys can do besides settling the difference. */
export interface SettlingCommands {
  comment(): void;
  leaveComment(): void;
  isInComment(): boolean;
  photo(): void;
  guideline(): void;
  help(): void;
}

/** Every key of the page, in the order of the help sheet. */
export function settlingKeys(settling: Settling, can: SettlingCommands): Key[] {
  const { view, focus } = settling;
  const isShown = { when: () => view !== null };
  const decide = (holds: boolean) => () => {
    const label = labelsToDecide(view)[focus];
    if (label !== undefined) settling.decide(label, holds);
  };
  const move = (step: number) => () => {
    const last = Math.max(0, labelsToDecide(view).length - 1);
    settling.setFocus(Math.min(last, Math.max(0, focus + step)));
  };
  return [
    makeKey("yes", texts.keys.yes, [{ code: "KeyY" }], decide(true), isShown),
    makeKey("no", texts.keys.no, [{ code: "KeyN" }], decide(false), isShown),
    makeKey("up", texts.keys.up, [{ code: "ArrowUp" }], move(-1), isShown),
    makeKey("down", texts.keys.down, [{ code: "ArrowDown" }], move(1), isShown),
    makeKey(
      "submit",
      texts.keys.submit,
      [{ code: "Enter" }, { code: "NumpadEnter" }],
      settling.submit,
      isShown,
    ),
    makeKey("leave-out", texts.notJudged, [{ code: "KeyX" }], settling.leaveOut, isShown),
    makeKey("undo", texts.keys.back, [{ code: "KeyB" }, { code: "KeyU" }], settling.back, {
      when: () => settling.canGoBack,
    }),
    makeKey("comment", texts.keys.comment, [{ code: "KeyC" }], can.comment, isShown),
    makeKey("leave-comment", texts.keys.leaveComment, [{ code: "Escape" }], can.leaveComment, {
      when: can.isInComment,
      whileTyping: true,
    }),
    makeKey("original", texts.keys.photo, [{ code: "KeyI" }], can.photo, isShown),
    makeKey("guideline", texts.keys.guideline, [{ code: "KeyG" }], can.guideline),
    makeKey("help", texts.keys.help, [{ code: "Slash", shift: true, character: "?" }], can.help),
  ];
}
