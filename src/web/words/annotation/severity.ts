import { countOf, formatCount } from "../../components/format/formatCount.ts";

const errors = (count: number) => countOf(count, "error");

/** How bad models' errors are: the page of who rates them, and what the lead sees of it. */
export const severity = {
  title: "Errors",
  predicted: "This was said about the image",
  holds: "It holds",
  ask: "How bad is that?",
  askCause: "Why may it have been said?",
  /** In the order of the keys 1 to 4. */
  severities: {
    major: "Major",
    minor: "Minor",
    borderline: "Borderline",
    correct: "Correct after all",
  },
  meanings: {
    major: "Nobody who looks would say that",
    minor: "A mistake that can be understood",
    borderline: "Could pass as right",
    correct: "The image holds it",
  },
  /** In the order of the keys Q to T. */
  causes: {
    "fine-grained": "A near relative of what is there",
    "out-of-vocabulary": "No label of ours fits what is there",
    spurious: "Something else that often stands beside it",
    "non-prototypical": "An unusual view of what is there",
    other: "Something else",
  },
  comment: "Comment (optional)",
  rateFirst: "Say how bad it is first.",
  submit: "Submit",
  back: "Last one",
  original: "Full resolution",
  saved: (severity: string) => `Saved: ${severity}`,
  done: {
    title: (done: number) => (done > 0 ? "All done." : "No errors to rate for now."),
    told: (done: number) => `You rated ${errors(done)}.`,
    comes: "Errors appear here when the lead draws them.",
    work: "My work",
  },
  keys: {
    cause: "Choose a cause, or take it back",
    submit: "Submit, and on to the next",
    back: "Back to the one rated last",
    comment: "Write a comment",
    leaveComment: "Leave the comment",
    photo: "The image in full resolution",
    guideline: "The guideline",
    help: "This sheet",
  },
  work: {
    title: "Errors to rate",
    ofDone: (total: number) => `of ${formatCount(total)} rated`,
    left: (left: number) => `${errors(left)} left: say how bad each is.`,
    begin: "Start",
    goOn: "Continue",
    finished: "All done for now. More may still come.",
  },
  lead: {
    title: "Have experts rate errors",
    text: "A model's errors are first labels that are not among the image's. Draw some at random for experts to rate: major, minor, borderline, or correct after all. They are not told which model it is.",
    model: "Model",
    count: "Errors to draw",
    seed: "Seed",
    seedHint: "The same seed draws the same errors.",
    draw: "Draw errors",
    drawn: (drawn: number, of: number) =>
      `${errors(drawn)} of ${formatCount(of)} drawn. Experts find them under “My work”.`,
    noExperts: "The project has no experts yet: invite some on “People”.",
    by: (release: number | null) => (release === null ? "labels so far" : `release ${release}`),
    heads: {
      sample: "Sample",
      model: "Model",
      by: "By",
      seed: "Seed",
      rated: "Rated",
      errors: "Errors",
      major: "Major mistakes, of all images",
    },
    save: "Save as CSV",
    csvHint: "What evaluate --severity takes",
  },
} as const;
