/**
 * How far an image is. It is never stored: it follows from proposals, annotations and what stage 3 found.
 * `unreadable`: its file was refused; `unproposed`: no model has looked at it; `waiting`: nobody has annotated it;
 * `pending`: some annotations, or an answer to a question, are missing; then `agreed`, or `to-refine` until an expert
 * has made it `refined` (with labels) or `no-label`.
 */
export const imageStatuses = [
  "unreadable",
  "unproposed",
  "waiting",
  "pending",
  "agreed",
  "to-refine",
  "refined",
  "no-label",
] as const;
export type ImageStatus = (typeof imageStatuses)[number];

export function findStatus({
  isFailed,
  isProposed,
  annotations,
  agreed,
  refined,
}: {
  isFailed: boolean;
  isProposed: boolean;
  /** Counted ones. */
  annotations: number;
  /** What stage 3 found; null before it has run. */
  agreed: boolean | null;
  /** How many labels an expert chose; null before that. */
  refined: number | null;
}): ImageStatus {
  if (agreed) return "agreed";
  if (agreed === false) return refined === null ? "to-refine" : refined === 0 ? "no-label" : "refined";
  if (annotations > 0) return "pending";
  if (isProposed) return "waiting";
  return isFailed ? "unreadable" : "unproposed";
}
