/** What was found out about an installation, and what mends it. */
export interface Diagnosis {
  /** What was looked at, in a word. */
  check: string;
  /** A warning is to be known; a problem is to be mended. */
  state: "ok" | "warning" | "problem";
  found: string;
  mend?: string;
}
