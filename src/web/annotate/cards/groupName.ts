import type { CardGroup } from "../../../core/tasks/groupCards.ts";
import { words } from "../../words/words.ts";

/** "6–10"; "Question" for labels found by others, "Found" for those that the person added by search. */
export function groupName({ kind, from, to }: CardGroup): string {
  if (kind === "asked") return words.careful.questionGroup(to - from);
  if (kind === "found") return words.careful.foundGroup;
  return to - from > 1 ? `${from + 1}–${to}` : `${to}`;
}
