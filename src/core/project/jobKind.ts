/** Long actions, of which one runs at a time in a project. */
export const jobKinds = [
  "import-images",
  "import-list",
  "import-place",
  "import-exemplars",
  "import-predictions",
  "import-embeddings",
  "import-answers",
  "add-model",
  "undo-import",
  "verify",
  "embed",
  "maps",
  "propose",
  "audit",
  "report",
  "export",
  "backup",
  "settle-votes",
  "learn-asking",
] as const;
export type JobKind = (typeof jobKinds)[number];

/** A job that waits, one under way, and how one can end. */
export const jobStates = ["queued", "running", "done", "failed", "cancelled"] as const;
export type JobState = (typeof jobStates)[number];

/** How often a job is begun whose process dies before it has said what went wrong. */
export const maxJobAttempts = 3;
