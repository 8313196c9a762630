/** What went wrong, and what one can do; the server's own texts are shown as they come. */
export const failures = {
  broken: "This page broke",
  brokenText:
    "Something went wrong in the page itself. What you saved is safe. Reload the page, and tell the lead if it happens again.",
  unreachable: "The server cannot be reached",
  unreachableText:
    "Check your connection, and whether Multilabelfy is still running. What you saved is safe.",
  forbidden: "This page is not open to you",
  forbiddenText: (why: string) => `${why} If your role should include it, ask the project’s lead.`,
  tooMany: "Too many requests",
  noAnswer: "The server could not answer",
  workKept: "The server cannot be reached. Your work is kept here.",
  noServer: "The server cannot be reached.",
  answered: (status: number) => `The server answered ${status}.`,
  noCanvas: "This browser has no canvas.",
  noPng: "This browser could not make a PNG.",
};
