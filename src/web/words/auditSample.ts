import { countOf, formatCount } from "../components/format/formatCount.ts";

const differences = (count: number) => countOf(count, "image");

/** The audit sample of a release: what experts differ in, and how it is drawn. */
export const auditSample = {
  settle: {
    title: "Settle differences",
    intro: "Two experts labelled this image anew, each by themselves. Decide together, or as a third.",
    agreed: "Both see",
    agreedNone: "Nothing that both see.",
    disputed: "They differ in",
    disputedNone: "Their labels are the same. Is the image to be judged at all?",
    saw: (who: string) => `${who} sees it`,
    unsure: (who: string) => `${who} is not sure`,
    missed: (who: string) => `${who} does not see it`,
    noAnswer: (who: string) => `${who} gave no answer`,
    skipped: (who: string, why: string) => `${who} could not judge it${why === "" ? "" : `: ${why}`}`,
    flagged: (who: string, why: string) => `${who} flagged it: ${why}`,
    comment: "Comment (optional)",
    decideFirst: "Say yes or no to each label that they differ in.",
    notJudged: "It cannot be judged",
    back: "Last one",
    submit: "Settle",
    settled: "Saved: settled",
    leftOut: "Saved: it cannot be judged",
    done: {
      title: (done: number) => (done > 0 ? "All settled." : "Nothing to settle for now."),
      settled: (done: number) => `You settled ${differences(done)}.`,
      comes: "Images appear here when the two experts of one differ.",
      work: "My work",
    },
    keys: {
      yes: "Yes to the label marked",
      no: "No to the label marked",
      up: "The label above",
      down: "The label below",
      submit: "Settle it, and on to the next",
      back: "Back to the one settled last",
      comment: "Write a comment",
      leaveComment: "Leave the comment",
      photo: "The image in full resolution",
      guideline: "The guideline",
      help: "This sheet",
    },
  },
  work: {
    title: "Differences of the audit sample",
    ofDone: (total: number) => `of ${formatCount(total)} settled`,
    left: (left: number) =>
      `${differences(left)} on which two experts differ: settle it with them, or as a third.`,
    begin: "Start",
    goOn: "Continue",
    finished: "All settled for now. More may still come.",
  },
} as const;
