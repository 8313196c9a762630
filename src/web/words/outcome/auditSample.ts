import { countOf, formatCount } from "../../components/format/formatCount.ts";

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
    disputedNothing: "Their labels are the same.",
    asked: "Neither named",
    askedWhy:
      "Look once more: is any of these there? Some labels are asked about though nobody thinks they are.",
    saw: (who: string) => `${who} sees it`,
    unsure: (who: string) => `${who} is not sure`,
    missed: (who: string) => `${who} does not see it`,
    noAnswer: (who: string) => `${who} gave no answer`,
    skipped: (who: string, why: string) => `${who} could not judge it${why === "" ? "" : `: ${why}`}`,
    flagged: (who: string, why: string) => `${who} flagged it: ${why}`,
    comment: "Comment (optional)",
    decideFirst: "Say yes or no to each label.",
    notJudged: "Cannot be judged",
    back: "Back",
    submit: "Settle",
    settled: "Saved: settled",
    leftOut: "Saved: it cannot be judged",
    done: {
      title: (done: number) => (done > 0 ? "All settled." : "Nothing to settle for now."),
      told: (done: number) => `You settled ${differences(done)}.`,
      comes: "Images appear here when the two experts of one differ, or some labels want a second look.",
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
  draw: {
    title: "Certify this release: draw an audit sample",
    text: "Two experts label some images of the release anew, from blank. What they find tells, with bounds, how many labels it lacks and how many are wrong.",
    kinds: { width: "Wanted bounds", budget: "Number of images" },
    width: "Bounds at most so far apart",
    widthHint: "Of the share of images that lack a label, or have a wrong one",
    budget: "Images to label",
    looks: "Looks at the bounds",
    looksHint: "The sample comes in as many steps; the bounds hold at each",
    own: "Experts may label images that they worked on before",
    ownHint: "Only where there are too few others: they know the labels",
    plan: "Plan it",
    caption: "What would be drawn",
    stratum: "Stratum",
    images: "Images",
    drawn: "To label",
    expected: (images: number, missing: string, wrong: string) =>
      `${countOf(images, "image")}. If the strata are as expected, the bounds will be ${missing} apart for images that lack a label, and ${wrong} apart for those with a wrong one.`,
    simple: (simple: number, total: number) =>
      simple > total ? `A simple random sample would need ${formatCount(simple)}.` : "",
    sources: (names: readonly string[]) =>
      names.length === 0
        ? "No model has predictions, so that experts see the proposals alone."
        : names.length === 1
          ? `Experts see the first 50 labels of ${names[0]}, the only model with predictions.`
          : `Experts see the first 50 labels of ${names.join(" and ")}.`,
    time: (low: string, high: string) => `About ${low} to ${high} of experts’ time, as a guess.`,
    fewExperts: (experts: number) =>
      `It takes two experts, and the project has ${experts === 0 ? "none" : "one"}: invite more on “People”.`,
    draw: (images: number) => `Draw ${countOf(images, "image")}`,
    once: "It is drawn once: a sample that is drawn again until it pleases proves nothing.",
  },
  work: {
    title: "Differences of the audit sample",
    ofDone: (total: number) => `of ${formatCount(total)} settled`,
    left: (left: number) =>
      `${differences(left)} on which two experts differ, or some labels want a second look.`,
    begin: "Start",
    goOn: "Continue",
    finished: "All settled for now. More may still come.",
  },
} as const;
