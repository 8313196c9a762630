import type { ToastText } from "../components/messages/Toast.tsx";
import { words } from "../words/words.ts";
import type { Toast } from "./state/messages.ts";

const texts = words.annotate.toast;

/**
 * @param isUnsaved the server has not confirmed it yet
 * @param isSettled an image skipped twice is settled between experts instead of waiting for the lead
 */
export function toastText(
  toast: Toast,
  isUnsaved: boolean,
  nameOf: (label: number) => string,
  isSettled = false,
): ToastText {
  const { number, noneOfThese, labels, unsure, main } = toast;
  const canUndo = toast.kind === "submitted" || toast.kind === "skipped";
  if (toast.kind === "blocked" && isSettled) return { number, text: texts.blockedSettled, canUndo };
  if (toast.kind !== "submitted") return { number, text: texts[toast.kind], canUndo };
  const name = (label: number) => (label === main ? texts.main(nameOf(label)) : nameOf(label));
  const named = [...labels.map(name), ...unsure.map((label) => texts.unsure(nameOf(label)))];
  const what = noneOfThese ? texts.noneOfThese : named.join(", ");
  return { number, text: isUnsaved ? texts.submitted(what) : texts.saved(what), canUndo };
}
