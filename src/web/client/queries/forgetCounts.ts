import type { QueryClient } from "@tanstack/react-query";

/** The queries whose answers change while somebody works on a project. */
export const counts = [
  "work",
  "people",
  "overview",
  "inbox",
  "history",
  "jobs",
  "releases",
  "models",
  "agreement",
  "no-label",
  "contains",
  "objects",
  "batches",
  "gold",
  "qualifications",
  "pilot",
  "rulings",
  "label-notes",
  "pace",
  "labels",
  "label",
  "label-images",
  "images",
  "image",
  "thread",
  "talk",
];

/**
 * Forgets a project's numbers from before work was done on it. Its pages then load for a moment instead of showing
 * numbers known to be wrong.
 */
export function forgetCounts(client: QueryClient, project: string): void {
  for (const count of counts) client.removeQueries({ queryKey: [count, project], type: "inactive" });
}
