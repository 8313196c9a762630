import { useCallback, useState } from "react";
import { labelsWith } from "./annotationState.ts";
import type { Conflict, Message, Toast } from "./messages.ts";
import type { Work } from "./works.ts";

/** What the page tells beside the image: a message, what was just done, and conflicts, one after the other. */
export function useTold() {
  const [message, setMessage] = useState<Message | null>(null);
  const [toast, setToast] = useState<Toast | null>(null);
  const [conflicts, setConflicts] = useState<readonly Conflict[]>([]);

  function showToast(of: Toast["of"], work: Work | undefined) {
    if (!work) return;
    const { view, annotation } = work;
    const labels = labelsWith(annotation, "yes");
    setToast((last) => ({
      number: (last?.number ?? 0) + 1,
      assignment: view.id,
      of,
      labels,
      noneOfThese: annotation.noneOfThese,
    }));
  }

  return {
    message,
    setMessage,
    toast,
    showToast,
    clearToast: useCallback(() => setToast(null), []),
    conflict: conflicts[0] ?? null,
    /** In the place of an earlier one about the same image. */
    addConflict(conflict: Conflict) {
      const { assignment } = conflict;
      setConflicts((all) => [...all.filter((one) => one.assignment !== assignment), conflict]);
    },
    endConflict: () => setConflicts((all) => all.slice(1)),
  };
}

export type Told = ReturnType<typeof useTold>;
