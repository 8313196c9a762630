import { errorCauses, severities } from "../../core/evaluation/errorSeverity.ts";
import { type Key, makeKey } from "../keys/key.ts";
import { words } from "../words/words.ts";
import type { RatingErrors } from "./useErrors.ts";

const texts = words.severity;
const causeKeys = ["KeyQ", "KeyW", "KeyE", "KeyR", "KeyT"] as const;

/** What the page's keys can do besides rating the error. */
export interface SeverityCommands {
  cause(cause: (typeof errorCauses)[number]): void;
  comment(): void;
  leaveComment(): void;
  isInComment(): boolean;
  photo(): void;
  guideline(): void;
  help(): void;
}

/** Every key of the page, in the order of the help sheet. */
export function severityKeys(rating: RatingErrors, can: SeverityCommands): Key[] {
  const isShown = { when: () => rating.view !== null };
  return [
    ...severities.map((severity, at) =>
      makeKey(
        severity,
        texts.severities[severity],
        [{ code: `Digit${at + 1}` }, { code: `Numpad${at + 1}` }],
        () => rating.change({ severity }),
        isShown,
      ),
    ),
    ...errorCauses.map((cause, at) =>
      makeKey(cause, texts.causes[cause], [{ code: causeKeys[at]! }], () => can.cause(cause), isShown),
    ),
    makeKey(
      "submit",
      texts.keys.submit,
      [{ code: "Enter" }, { code: "NumpadEnter" }],
      rating.submit,
      isShown,
    ),
    makeKey("undo", texts.keys.back, [{ code: "KeyB" }, { code: "KeyU" }], rating.back, {
      when: () => rating.canGoBack,
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
