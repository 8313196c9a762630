import type { ToastText } from "../components/Toast.tsx";
import { words } from "../words/words.ts";
import type { Toast } from "./state/messages.ts";

const texts = words.annotate.toast;

/** @param isUnsaved the server has not confirmed it yet */
export function toastText(toast: Toast, isUnsaved: boolean, nameOf: (label: number) => string): ToastText {
  const { number, noneOfThese, labels, main } = toast;
  const canUndo = toast.kind === "submitted" || toast.kind === "skipped";
  if (toast.kind !== "submitted") return { number, text: texts[toast.kind], canUndo };
  const name = (label: number) => (label === main ? texts.main(nameOf(label)) : nameOf(label));
  const what = noneOfThese ? texts.noneOfThese : labels.map(name).join(", ") || texts.unsure;
  return { number, text: isUnsaved ? texts.submitted(what) : texts.saved(what), canUndo };
}
