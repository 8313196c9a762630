/** Why an image has no label: the four causes of arXiv 2401.17736, section 4.4. */
export const causes = ["no-valid-proposal", "low-resolution", "fine-grained", "uncommon"] as const;
export type Cause = (typeof causes)[number];

/** What a reviewer says of the dataset's original label. */
export const verdicts = ["agree", "disagree", "uncertain"] as const;
export type Verdict = (typeof verdicts)[number];

/** What the review of an image answers. */
export interface ReviewAnswer {
  cause: Cause;
  /** null: the dataset gives the image no label. */
  verdict: Verdict | null;
}

/** One reviewer's submitted review. */
export interface GivenReview extends ReviewAnswer {
  /** What they gave as the reviewers' joint answer, once their answers were found to differ. */
  joint: ReviewAnswer | null;
}

/** Where the review of an image stands. */
export type ReviewOutcome =
  /** Lacks reviews. */
  | { state: "waiting" }
  /** Its reviewers answered differently, and have not settled it. */
  | { state: "differs" }
  | { state: "reviewed"; answer: ReviewAnswer; jointly: boolean };

/**
 * Where the review of an image stands. Reviewers who answered alike are done. Otherwise each gives the joint answer,
 * the first by entering it, the others by confirming it or by entering another; it is settled once all gave the same.
 *
 * @param reviews the counted reviews that were submitted
 * @param reviewers how many the project asks for
 */
export function judgeReviews(reviews: readonly GivenReview[], reviewers: number): ReviewOutcome {
  const [first] = reviews;
  if (!first || reviews.length < reviewers) return { state: "waiting" };
  if (reviews.every((review) => sameAnswer(review, first))) return reviewed(first, false);
  const { joint } = first;
  if (joint && reviews.every((review) => review.joint && sameAnswer(review.joint, joint))) {
    return reviewed(joint, true);
  }
  return { state: "differs" };
}

const reviewed = ({ cause, verdict }: ReviewAnswer, jointly: boolean): ReviewOutcome => ({
  state: "reviewed",
  answer: { cause, verdict },
  jointly,
});

/** Comments may differ: they say why, not what. */
export const sameAnswer = (a: ReviewAnswer, b: ReviewAnswer): boolean =>
  a.cause === b.cause && a.verdict === b.verdict;

/**
 * Whether it is a reviewer's turn to settle a difference: they gave no joint answer yet, or another gave a different one.
 *
 * @param own the reviewer's place in the reviews
 */
export function isTurnOf(own: number, reviews: readonly GivenReview[]): boolean {
  const mine = reviews[own]?.joint;
  if (!mine) return true;
  return reviews.some(({ joint }) => joint !== null && !sameAnswer(joint, mine));
}

/**
 * What keeps a review from being submitted; undefined where nothing does. One that names a label which the image does
 * hold needs neither cause nor verdict: the image goes back to refinement.
 */
export function checkReview(
  { cause, verdict, found }: { cause: Cause | null; verdict: Verdict | null; found: number | null },
  { labelCount, hasOriginal }: { labelCount: number; hasOriginal: boolean },
): { code: "answer-needed" | "unknown-label"; message: string } | undefined {
  if (found !== null) {
    if (found < labelCount) return undefined;
    return { code: "unknown-label", message: `The label space has no label ${found}.` };
  }
  if (cause === null) {
    return {
      code: "answer-needed",
      message: "Choose why the image has no label, or add the label that it holds.",
    };
  }
  if (hasOriginal && verdict === null) {
    return { code: "answer-needed", message: "Say whether you agree with the original label." };
  }
  return undefined;
}
