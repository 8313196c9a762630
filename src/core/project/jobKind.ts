/** Long actions, of which one runs at a time in a project. */
export type JobKind =
  | "import-images"
  | "import-exemplars"
  | "import-predictions"
  | "import-embeddings"
  | "undo-import"
  | "embed"
  | "maps"
  | "propose"
  | "settle-votes"
  | "learn-asking";
