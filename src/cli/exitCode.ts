import type { FailureCode } from "../contract/failure.ts";

/** 1: it failed; 2: it was called in a way that can never work. */
export const exitCodes = { done: 0, failed: 1, wrongUsage: 2, interrupted: 130 } as const;

export const exitCodeOf = (code: FailureCode): number =>
  code === "wrong-usage" ? exitCodes.wrongUsage : exitCodes.failed;
