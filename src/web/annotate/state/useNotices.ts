import { useCallback, useState } from "react";
import type { StoredAnnotation } from "../../../contract/tasks/annotation.ts";
import { useRefusals } from "../../saving/useRefusals.ts";
import type { WantedAnnotation } from "../saving/savedAnnotations.ts";
import { labelsWith } from "./annotationState.ts";
import type { Message, Toast } from "./messages.ts";
import type { Work } from "./works.ts";

/** What the page says besides the image: a message, what was just done, refusals and conflicts. */
export function useNotices() {
  const [message, setMessage] = useState<Message | null>(null);
  const [toast, setToast] = useState<Toast | null>(null);
  const refusals = useRefusals<WantedAnnotation, StoredAnnotation>();

  function showToast(kind: Toast["kind"], work: Work | undefined) {
    if (!work) return;
    const { view, annotation } = work;
    const labels = labelsWith(annotation, "yes");
    setToast((last) => ({
      number: (last?.number ?? 0) + 1,
      assignment: view.id,
      kind,
      labels,
      unsure: labelsWith(annotation, "unsure"),
      main: annotation.cards.find((card) => card.main)?.label,
      noneOfThese: annotation.noneOfThese,
    }));
  }

  return {
    message,
    setMessage,
    toast,
    showToast,
    clearToast: useCallback(() => setToast(null), []),
    ...refusals,
  };
}

export type Notices = ReturnType<typeof useNotices>;
