/** A finding about an installation, and how to fix it. */
export interface Diagnosis {
  /** What was checked, in a word. */
  check: string;
  /** A warning should be known; a problem should be fixed. */
  state: "ok" | "warning" | "problem";
  found: string;
  mend?: string;
}
