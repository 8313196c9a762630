export interface AskingRuleTable {
  projectId: string;
  /** Counts a project's rules from 1; the last one holds. */
  version: number;
  /** See core/asking/weighAnswer: what fewer answers tell, and what things cost. */
  ruleJson: string;
  /** What it would have done on the images that it was learned from, which did not know it. */
  measuredJson: string;
  createdAt: string;
  createdBy: string | null;
}

/** An image on which asking ended before everybody was asked. */
export interface EarlyEndingTable {
  imageId: string;
  projectId: string;
  /** People who had answered. */
  answers: number;
  ruleVersion: number;
  /** Seconds that another answer would have been worth, less its price: 0 or less. */
  worth: number;
  /** How probable each label was by then, as [label, share]. */
  probabilitiesJson: string;
  /** Of the answers that it ended on: with others, it is weighed anew. */
  votesSha256: string;
  at: string;
}

/** The labels that a page asks about alone; without a row it asks about all. */
export interface AskedAloneTable {
  assignmentId: string;
  labelsJson: string;
}
