import { Failure } from "../../contract/failure.ts";

/**
 * Codes are encrypted with the installation's secret: if a backup was restored without it, none can be checked.
 * Other errors go on.
 */
export function explainUnreadable(error: unknown): never {
  if (!(error instanceof Error && /invalid tag/i.test(error.message))) throw error;
  throw new Failure(
    "not-ready",
    "Codes cannot be checked here: this installation has another secret than the one that they were encrypted with. Ask whoever runs it to reset your second factor, or sign in with a passkey.",
  );
}
