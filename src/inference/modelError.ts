/** What a model did wrong on an image; the message is for people. */
export class ModelError extends Error {
  readonly reason: "model-failed" | "contradicts-card";

  constructor(message: string, reason: "model-failed" | "contradicts-card" = "model-failed") {
    super(message);
    this.reason = reason;
  }
}
