import { countOf, formatCount } from "../components/format/formatCount.ts";

const sheets = (count: number) => countOf(count, "sheet");
const photos = (count: number) => countOf(count, "photo");

/** Sheets of photos that are asked about one label: the page of who answers, and what the lead sees of it. */
export const contains = {
  title: "Sheets",
  ask: (name: string) => `Tick every photo that shows: ${name}`,
  rule: "One is enough, whatever else is in the photo. Partly hidden counts; drawings do not.",
  photos: (name: string) => `Photos to look through for: ${name}`,
  photo: (at: number, of: number) => `Photo ${at} of ${of}`,
  cannotBeShown: "This photo cannot be shown. Nothing is asked about it.",
  open: (at: number) => `Photo ${at}, large`,
  ticked: (count: number, of: number) => `${formatCount(count)} of ${photos(of)} ticked`,
  exemplars: "Exemplars",
  submit: "Submit",
  undo: "Undo",
  back: "Last sheet",
  toast: {
    submitted: (count: number, of: number) => `Submitted: ${formatCount(count)} of ${formatCount(of)} ticked`,
    extra: "That sheet had its answers already: yours is kept, and not counted",
  },
  large: {
    title: (at: number, of: number) => `Photo ${at} of ${of}`,
    tick: "Tick",
    untick: "Ticked",
    original: "Full resolution",
    previous: "Photo before",
    next: "Photo after",
  },
  conflict: { ticked: (count: number, of: number) => `${formatCount(count)} of ${formatCount(of)} ticked` },
  done: {
    title: (done: number) => (done > 0 ? "All done." : "No sheets for now."),
    answered: (done: number) => `You answered ${sheets(done)}.`,
    comes: "Sheets appear here when the lead makes them.",
    work: "My work",
    undo: "Back to the last sheet",
  },
  keys: {
    tick: "Tick the photo, or take the tick off",
    arrows: "To the photo beside, above or below",
    ends: "To the first or last photo",
    submit: "Submit, and on to the next sheet",
    undo: "Take back the last tick, or the last submission",
    back: "Back to the sheet submitted last",
    photo: "The photo, large",
    exemplars: "The label's exemplars, large",
    guideline: "The guideline",
    help: "This sheet",
  },
  work: {
    title: "Sheets of photos",
    ofDone: (total: number) => `of ${formatCount(total)} answered`,
    left: (left: number) => `${sheets(left)} left, each about one label.`,
    begin: "Start",
    goOn: "Continue",
    finished: "All done for now. New sheets may still come.",
  },
} as const;
