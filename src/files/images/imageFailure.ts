/** Every reason for which a file is not accepted as an image. The list is closed on purpose. */
export const imageFailureReasons = [
  "missing",
  "no-permission",
  "not-a-file",
  "empty",
  "too-large",
  "not-an-image",
  "unsupported-format",
  "too-many-pixels",
  "damaged",
  "unreadable",
] as const;

export type ImageFailureReason = (typeof imageFailureReasons)[number];

/** A file that is not accepted as an image. The message says why and what to do; the caller knows which file it is. */
export interface ImageFailure {
  ok: false;
  reason: ImageFailureReason;
  message: string;
}

export const imageFailure = (reason: ImageFailureReason, message: string): ImageFailure => ({
  ok: false,
  reason,
  message,
});
