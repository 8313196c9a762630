import { useCallback, useState } from "react";
import type { Conflict, Refused } from "../saving/saving.ts";
import { labelsWith } from "./annotationState.ts";
import type { Message, Toast } from "./messages.ts";
import type { Work } from "./works.ts";

/**
 * What the page tells beside the image: a message, what was just done, refusals, each for as long as it stands, and
 * conflicts, one after the other.
 */
export function useTold() {
  const [message, setMessage] = useState<Message | null>(null);
  const [toast, setToast] = useState<Toast | null>(null);
  const [refusals, setRefusals] = useState<readonly Refused[]>([]);
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
    refusals,
    addRefusal: (refusal: Refused) => setRefusals((all) => [...without(all, refusal.assignment), refusal]),
    /** @param of only of those that wait here, or only of those that do not */
    endRefusal: (assignment: string, of?: "kept" | "gone") =>
      setRefusals((all) =>
        all.filter((one) => one.assignment !== assignment || (of && one.kept !== (of === "kept"))),
      ),
    conflict: conflicts[0] ?? null,
    /** In the place of an earlier one about the same image. */
    addConflict(conflict: Conflict) {
      setConflicts((all) => [...without(all, conflict.assignment), conflict]);
    },
    endConflict: () => setConflicts((all) => all.slice(1)),
  };
}

const without = <Of extends { assignment: string }>(all: readonly Of[], assignment: string): Of[] =>
  all.filter((one) => one.assignment !== assignment);

export type Told = ReturnType<typeof useTold>;
