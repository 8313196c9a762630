import type { Group } from "./annotationState.ts";

/** "6–10", or "Found" for labels that the person added by search. */
export function groupName({ found, from, to }: Group): string {
  if (found) return "Found";
  return to - from > 1 ? `${from + 1}–${to}` : `${to}`;
}
