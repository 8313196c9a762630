import { type Key, makeKey } from "../keys/key.ts";
import { words } from "../words/words.ts";
import type { Sheets } from "./useSheets.ts";

const texts = words.contains.keys;

/** What the keys open, and how far an arrow goes. */
export interface SheetCommands {
  /** Photos in a row. */
  columns(): number;
  photo(): void;
  flag(): void;
  exemplars(): void;
  guideline(): void;
  help(): void;
}

/** Every key of the page of sheets, in the order of the help sheet. */
export function sheetKeys(sheets: Sheets, can: SheetCommands): Key[] {
  const { work, canUndo, session } = sheets;
  const isShown = () => work !== undefined;
  const moveBy = (by: number) => () => {
    if (!work) return;
    const to = work.at + by;
    if (to >= 0 && to < work.marks.length) sheets.move(to);
  };
  return [
    makeKey("tick", texts.tick, [{ code: "Space" }], () => work && sheets.toggle(work.at), { when: isShown }),
    makeKey("left", texts.arrows, [{ code: "ArrowLeft" }], moveBy(-1), { when: isShown, shownAs: "← ↑ ↓ →" }),
    makeKey("move-right", texts.arrows, [{ code: "ArrowRight" }], moveBy(1), { when: isShown, hidden: true }),
    makeKey("move-up", texts.arrows, [{ code: "ArrowUp" }], () => moveBy(-can.columns())(), {
      when: isShown,
      hidden: true,
    }),
    makeKey("move-down", texts.arrows, [{ code: "ArrowDown" }], () => moveBy(can.columns())(), {
      when: isShown,
      hidden: true,
    }),
    makeKey("move-first", texts.ends, [{ code: "Home" }], () => sheets.move(0), {
      when: isShown,
      shownAs: texts.endKeys,
    }),
    makeKey("move-last", texts.ends, [{ code: "End" }], () => work && sheets.move(work.marks.length - 1), {
      when: isShown,
      hidden: true,
    }),
    makeKey("submit", texts.submit, [{ code: "Enter" }, { code: "NumpadEnter" }], sheets.submit, {
      when: isShown,
    }),
    makeKey("undo", texts.undo, [{ code: "KeyU" }, { code: "KeyZ", ctrl: true }], sheets.undo, {
      when: () => canUndo,
    }),
    makeKey("back", texts.back, [{ code: "KeyB" }], sheets.back, { when: () => session.done.length > 0 }),
    makeKey("photo", texts.photo, [{ code: "KeyI" }], can.photo, { when: isShown }),
    makeKey("flag", texts.flag, [{ code: "KeyF" }], can.flag, { when: isShown }),
    makeKey("exemplars", texts.exemplars, [{ code: "KeyV" }], can.exemplars, { when: isShown }),
    makeKey("guideline", texts.guideline, [{ code: "KeyG" }], can.guideline),
    makeKey("help", texts.help, [{ code: "Slash", shift: true, character: "?" }], can.help),
  ];
}
