import { countOf, formatCount } from "../../components/format/formatCount.ts";

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
  flag: "Flag",
  flagged: "Flagged",
  flagHint: "Tell the lead about the photo that has the focus",
  flagTitle: (at: number) => `Flag photo ${at} for the lead`,
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
    endKeys: "Home End",
    submit: "Submit, and on to the next sheet",
    undo: "Take back the last tick, or the last submission",
    back: "Back to the sheet submitted last",
    photo: "The photo, large",
    flag: "Flag the photo for the lead",
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
  lead: {
    title: "Sheets",
    text: "Photos side by side that are asked about one label (CONTAINS): how often people see it in each image is its selection frequency, and says which images hold more than their original label.",
    plans: {
      title: "Plans",
      plan: "Plan",
      made: "Made",
      sheets: "Sheets",
      labels: "Labels",
      photos: "Photos",
      controls: "Controls",
      workers: "People each",
      answered: "Answered",
      closed: (plan: number) => `${plan} (closed)`,
      close: "Close",
      reopen: "Open again",
      closeText: "No more sheets are handed out, and the answers stay as they are",
      reopenText: "Sheets are handed out again, and answers may change",
    },
    plan: {
      title: "Make sheets",
      text: "Every image is asked about its original labels and what models named first. What is on sheets already is left out, so that images that came later get sheets of their own.",
      fields: {
        topK: "Labels of each model",
        size: "Photos on a sheet",
        controls: "Controls",
        workers: "People for each sheet",
        seed: "Seed",
      },
      hints: {
        topK: "The first ones. 0: original labels alone.",
        size: "The first ImageNet had 48.",
        controls: "Photos of which the answer is known: gold, and images of other labels.",
        workers: "Tsipras et al. asked nine.",
        seed: "Decides what stands where.",
      },
      preview: "Show the plan",
      change: "Change it",
      make: (count: number) => `Make ${sheets(count)}`,
      made: (count: number) => `${sheets(count)} made. Annotators find them under “My work”.`,
      summary: (plan: { sheets: number; labels: number; pairs: number; images: number; photos: number }) =>
        `${sheets(plan.sheets)} on ${countOf(plan.labels, "label")}: ${countOf(plan.pairs, "pair")} of ${countOf(plan.images, "image")} and a label, ${photos(plan.photos)} in all.`,
      cost: (answers: number, workers: number, time: string) =>
        `${countOf(answers, "answer")} by ${countOf(workers, "person", "people")} for each sheet: about ${time} of work in all.`,
      measured: (seconds: number) => `At ${seconds.toFixed(2)} s a photo, measured on the answers so far.`,
      guessed: (seconds: number) =>
        `At ${seconds.toFixed(2)} s a photo, which is a guess: nothing was answered yet.`,
      controls: (holding: number, notHolding: number) =>
        `${countOf(holding + notHolding, "control")}: ${formatCount(holding)} that hold the label, ${formatCount(notHolding)} that do not.`,
      models: (names: readonly string[]) => `Candidates of ${names.join(", ")}, and original labels.`,
      originalsAlone: "Candidates are the original labels alone.",
      short: (count: number) =>
        `${sheets(count)} ${count === 1 ? "is" : "are"} not full: ${count === 1 ? "its label has" : "their labels have"} too few candidates.`,
      withoutControls: "No controls: how carefully people look is not measured.",
      withoutHolding: (count: number, of: number) =>
        `${formatCount(count)} of ${countOf(of, "label")} without images known to hold them: what people miss is not measured there. Gold images would tell.`,
      withoutNotHolding: (count: number, of: number) =>
        `${formatCount(count)} of ${countOf(of, "label")} without images known not to hold them: careless ticks are not measured there.`,
      onSheets: (count: number) => `${countOf(count, "pair")} on sheets already: left out.`,
      notShown: (count: number) =>
        `${countOf(count, "image")} whose file is missing, damaged or not checked yet: left out.`,
      fewPeople: (annotators: number, workers: number) =>
        `The project has ${countOf(annotators, "annotator")}, and each sheet asks for ${formatCount(workers)}: it stays unfinished until there are more.`,
    },
    people: {
      title: "People",
      name: "Name",
      sheets: "Sheets",
      perPhoto: "Per photo",
      failed: "Controls wrong",
      missed: "Missed",
      wrong: "Ticked wrongly",
      counted: "Counted",
      yes: "yes",
      leftOut: "left out",
      answersLeftOut: (count: number) =>
        `${countOf(count, "answer")} left out. None is deleted: with another rule they count again. The people are not told.`,
      maxFailed: "Leave out people who fail more of the controls than",
      minAnswers: "Fewest answers on the original label, below which an image is ambiguous",
      change: "Use these rules",
    },
    results: {
      title: "What follows",
      text: (answers: number, pairs: number, answered: number, images: number) =>
        `${countOf(answers, "answer")} on ${countOf(pairs, "pair")} of an image and a label; ${formatCount(answered)} of ${countOf(images, "image")} on sheets have some.`,
      status: "Status",
      images: "Images",
      share: "Share",
      statuses: {
        "follow-up": "Follow-up",
        easy: "Easy",
        ambiguous: "Ambiguous",
        mistake: "Mistake",
      },
      meanings: {
        "follow-up":
          "Other labels are ticked at least half as often as the original one: people say next what it holds.",
        easy: "No other label is ticked half as often as the original one.",
        ambiguous: "Too few answers on the original label.",
        mistake: "Nobody ticked the original label.",
      },
      withoutOriginal: (count: number) => `${countOf(count, "image")} without an original label: no status.`,
      imagesOf: (status: string) => `${status}: images`,
      none: "There are none.",
      original: (name: string) => `${name} (original)`,
      of: (ticked: number, asked: number) => `(${formatCount(ticked)} of ${formatCount(asked)})`,
      before: "Before",
      next: "Next",
      page: (from: number, to: number, total: number) =>
        `${formatCount(from)} to ${formatCount(to)} of ${formatCount(total)}`,
    },
    import: {
      title: "Answers given elsewhere",
      text: "A table (.csv) or JSON lines with image, label, annotator and answer; original and control may be there, too. They become a plan that is closed, and count like any others. All of the file is added, or nothing.",
      file: "File of answers",
      choose: "Choose a file",
      looking: "The file is sent and read.",
      found: (found: {
        answers: number;
        controls: number;
        annotators: number;
        images: number;
        labels: number;
      }) =>
        `${countOf(found.answers, "answer")} by ${countOf(found.annotators, "person", "people")} on ${countOf(found.images, "image")} and ${countOf(found.labels, "label")}; ${countOf(found.controls, "answer is a control", "answers are controls")}.`,
      reading: (how: string) => `Read as: ${how}.`,
      add: (count: number) => `Add ${countOf(count, "answer")}`,
      waits: "The answers are added: a job of this project.",
      done: "The answers were added as a plan of their own.",
      cancelled: "The job was cancelled: nothing was added.",
    },
    candidates: {
      title: "Candidates",
      text: "People mark the objects of an image among its candidates: the labels that were ticked at least half as often as the original one, and that label itself.",
      have: (images: number) =>
        images === 0
          ? "No image has candidates yet."
          : `${countOf(images, "image has", "images have")} candidates.`,
      followUp: (images: number) => `${countOf(images, "image")} to follow up: always`,
      easy: (images: number) => `${countOf(images, "easy image")}, with their original label alone`,
      mistakes: (images: number) =>
        `${countOf(images, "image")} on which nobody ticked the original label, with every label that somebody ticked`,
      ambiguous: (images: number) =>
        `${countOf(images, "ambiguous image gets", "ambiguous images get")} none: too few people answered to choose by.`,
      give: "Give candidates",
      given: (images: number) =>
        `${countOf(images, "image has", "images have")} candidates from now on. Annotators find them under “My work”.`,
      kept: (images: number) =>
        `${countOf(images, "image keeps", "images keep")} the candidates that somebody has been asked about.`,
    },
  },
} as const;
