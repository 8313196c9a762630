import { useState } from "react";
import type { Conflict, Refused, StoredVersion } from "./saving.ts";

/** The server's refusals, each for as long as it holds, and conflicting versions, one pair at a time. */
export function useRefusals<Wanted, Stored extends StoredVersion>() {
  const [refusals, setRefusals] = useState<readonly Refused[]>([]);
  const [conflicts, setConflicts] = useState<readonly Conflict<Wanted, Stored>[]>([]);
  return {
    refusals,
    addRefusal: (refusal: Refused) => setRefusals((all) => [...without(all, refusal.id), refusal]),
    /** @param which only those that wait here, or only those that do not */
    endRefusal: (id: string, which?: "kept" | "gone") =>
      setRefusals((all) => all.filter((one) => one.id !== id || (which && one.kept !== (which === "kept")))),
    conflict: conflicts[0] ?? null,
    /** Replaces an earlier one about the same item. */
    addConflict: (conflict: Conflict<Wanted, Stored>) =>
      setConflicts((all) => [...without(all, conflict.id), conflict]),
    endConflict: () => setConflicts((all) => all.slice(1)),
  };
}

const without = <Item extends { id: string }>(all: readonly Item[], id: string): Item[] =>
  all.filter((one) => one.id !== id);
