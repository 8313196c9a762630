/** When the annotators of an image agree (stage 3). */
export type AgreementRule =
  /** All chose the same set, and it holds every original label: the published protocol. */
  | { kind: "exact-with-original" }
  /** All chose the same set. */
  | { kind: "exact" }
  /** At least `votes` chose each label, and no label was chosen by fewer. */
  | { kind: "quorum"; votes: number }
  /** Every two sets overlap by at least this Jaccard index; what all chose is kept. */
  | { kind: "jaccard"; atLeast: number };

/** The rules of a project. Recorded with every release. */
export interface ProjectSettings {
  preset: "paper" | "careful";
  /** Proposals per image. */
  topK: number;
  /** Cards per group. */
  groupSize: number;
  exemplarsPerLabel: number;
  /** Annotators per image. */
  overlap: number;
  /** A card counts as shown once it was on screen for this many milliseconds. */
  shownAfterMs: number;
  agreementRule: AgreementRule;
  /** What becomes of an image that only one person annotates. */
  singleAnnotation: "refine" | "accept";
  /** The original label takes the last rank where the model did not propose it. */
  originalAlwaysProposed: boolean;
  /** Inside a group of proposals the order is shuffled, by image and person. */
  shuffleWithinGroups: boolean;
  /** Images are sent to refinement when their annotators were shown different labels. */
  refineWhenExposureDiffers: boolean;
  /** Which earlier answers an expert finds ticked. */
  precheck: "union" | "intersection";
  /** A refinement that changes the pre-checked set needs a comment. */
  commentOnChange: boolean;
  /** Experts may refine images that they annotated themselves. */
  expertsRefineOwnImages: boolean;
}

/** The published protocol (arXiv 2401.17736). */
export const paperSettings: ProjectSettings = {
  preset: "paper",
  topK: 20,
  groupSize: 5,
  exemplarsPerLabel: 10,
  overlap: 2,
  shownAfterMs: 400,
  agreementRule: { kind: "exact-with-original" },
  singleAnnotation: "refine",
  originalAlwaysProposed: false,
  shuffleWithinGroups: false,
  refineWhenExposureDiffers: false,
  precheck: "union",
  commentOnChange: true,
  expertsRefineOwnImages: false,
};
