import { words } from "../words/words.ts";

/** A stored reason in the reader's language; a person's own words stay as they are. */
export function shownReason(stored: string): string {
  const { annotate, careful, refinement } = words;
  const offered: Readonly<Record<string, string>> = {
    ...annotate.flag.reasons,
    ...annotate.skip.reasons,
    ...careful.reasonsToKeep,
    ...careful.reasonsToRemove,
    ...refinement.reasonsToChange,
  };
  return Object.hasOwn(offered, stored) ? offered[stored]! : stored;
}
