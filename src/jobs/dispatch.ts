/** Runs a job that waits, and never throws. */
export type RunOne = (job: string) => Promise<"ended" | "busy">;

/** Hands out jobs that wait. */
export interface Dispatch {
  /** Begins what can begin now. @returns whether to look again soon */
  look(): Promise<boolean>;
  close(): Promise<void>;
}
