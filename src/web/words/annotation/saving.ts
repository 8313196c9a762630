const images = (count: number) => (count === 1 ? "1 image" : `${count} images`);

/** How the saving of annotations stands, and what keeps it from going on. */
export const saving = {
  status: {
    saved: () => "Saved",
    saving: () => "Saving",
    offline: (waiting: number) => (waiting === 0 ? "Offline" : `Offline: ${waiting} waiting`),
    trouble: (waiting: number) => `Not saved yet: ${waiting} waiting`,
    "signed-out": (waiting: number) => `Signed out: ${waiting} waiting`,
  },
  offline: (left: number) =>
    left > 0
      ? `No connection. Go on: ${images(left)} ${left === 1 ? "is" : "are"} here, and your work is sent once you are connected again.`
      : "No connection. Your work is kept in this browser, and sent once you are connected again.",
  waitingForNext: (status: string) =>
    `${status}. Your work is kept here; the next image comes once you are connected again.`,
  signedOut: "You are signed out. Your work is kept here, and sent once you have signed in again.",
  signedOutBecause: (why: string) => `${why} Your work is kept here, and sent once you have signed in.`,
  notNow: (why: string) => `Not saved yet: ${why} Your work is kept here, and sent again by itself.`,
  signIn: "Sign in",
  notKept: "This browser keeps nothing, as in a private window: close the page only when it says “Saved”.",
  newVersion: "There is a new version of this page. Your work stays as it is.",
  reload: "Reload",
  conflict: {
    title: "This image was saved elsewhere",
    text: "Another tab or device changed it after this page had loaded it. Nothing is lost yet: choose one.",
    here: "Keep what is here",
    elsewhere: "Take what was saved elsewhere",
    titleHere: "Here",
    titleElsewhere: {
      open: "Saved elsewhere",
      submitted: "Submitted elsewhere",
      skipped: "Skipped elsewhere",
    },
    nothingTicked: "Nothing ticked",
    nothingChosen: "Nothing chosen",
    noneOfThese: "None of these",
    unsure: (labels: string) => `Unsure: ${labels}`,
    main: (label: string) => `Main object: ${label}`,
    flag: (reason: string) => `Flag: ${reason}`,
    skipped: (reason: string) => `Skipped: ${reason}`,
    hereAs: { submitted: "Here · Submitted", draft: "Here · Not submitted" },
  },
} as const;
