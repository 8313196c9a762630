import { CallFailure } from "./call.ts";

interface Explanation {
  title: string;
  text: string;
  /** Trying once more may help. */
  retry: boolean;
  /** What was asked for is not there. */
  missing: boolean;
}

/** A failure in plain words: what happened, and what one can do. */
export function explainFailure(error: unknown): Explanation {
  if (!(error instanceof CallFailure))
    return {
      title: "This page broke",
      text: "Something went wrong in the page itself. What you saved is safe. Reload the page, and tell the lead if it happens again.",
      retry: true,
      missing: false,
    };
  const { status, message } = error;
  if (status === 0)
    return {
      title: "The server cannot be reached",
      text: "Check your connection, and whether Multilabelfy is still running. What you saved is safe.",
      retry: true,
      missing: false,
    };
  if (status === 403)
    return {
      title: "This page is not open to you",
      text: "Your role in this project does not include it. If it should, ask the project's lead.",
      retry: false,
      missing: false,
    };
  if (status === 429)
    return {
      title: "Too many requests",
      text: "Wait a minute, then try again.",
      retry: true,
      missing: false,
    };
  return {
    title: "The server could not answer",
    text: message,
    retry: status !== 404,
    missing: status === 404,
  };
}
