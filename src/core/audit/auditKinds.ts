/** The lists of an audit, in the order in which pages show them. */
export const auditKinds = [
  "duplicates",
  "label-errors",
  "label-neighbours",
  "missing-labels",
  "off-topic",
  "odd",
] as const;
export type AuditKind = (typeof auditKinds)[number];

/** A lead's verdict on a finding: it is one, or there is nothing wrong. */
export const auditVerdicts = ["issue", "fine"] as const;
export type AuditVerdict = (typeof auditVerdicts)[number];

/** A list's precision is estimated from this many verdicts, the first ones given. */
export const verdictsForPrecision = 50;

/** An entry of an audit's list, images by their positions. */
export interface AuditFinding {
  image: number;
  /** The other image of a pair, or the neighbour that speaks against a label; -1 without. */
  other: number;
  /** Label indices. */
  given: number[];
  suggested: number[];
  /** By which the list is ordered; what it is, depends on the list. */
  score: number;
  reason: string;
  /** How many of the sources say so, of those that could; 1 of 1 where there is one. */
  votes: [said: number, asked: number];
}

/** A list, the most suspicious first; or why there is none. */
export interface AuditList {
  kind: AuditKind;
  findings: AuditFinding[];
  /** How many there are; `findings` holds the first of them. */
  total: number;
  /** What it was made from. */
  sources: string[];
  missing: string | null;
}

/** Maximum number of findings kept per list, the most suspicious ones. */
const maxFindings = 2000;

export const makeAuditList = (
  kind: AuditKind,
  findings: AuditFinding[],
  sources: string[],
  missing: string | null,
): AuditList => ({
  kind,
  findings: findings.slice(0, maxFindings),
  total: findings.length,
  sources,
  missing,
});
