/** How the rankings of several models become one list. */
export const combinations = ["maximum", "mean", "union"] as const;
export type Combination = (typeof combinations)[number];

/** How the proposals of an image were made: stored beside them, and stated in every release. */
export interface ProposalMethod {
  how: "single" | Combination;
  /** Proposals per image; of a union, the first labels of each model that come together. */
  k: number;
  /** Original labels that no model proposed were added. */
  withOriginal: boolean;
}

/** As many models as a stored ranking has bits for (see packRanking). */
export const maxModels = 32;

/** More cards than anybody looks through, or than fit on a page. */
export const maxProposals = 400;
