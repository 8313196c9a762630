import { words } from "../words/words.ts";
import { CallFailure } from "./call.ts";

const texts = words.failures;

interface Explanation {
  title: string;
  text: string;
  /** Whether trying again may help. */
  retry: boolean;
  /** Whether what was asked for does not exist. */
  missing: boolean;
}

/** A failure in plain words: what happened, and what to do. */
export function explainFailure(error: unknown): Explanation {
  if (!(error instanceof CallFailure))
    return {
      title: texts.broken,
      text: texts.brokenText,
      retry: true,
      missing: false,
    };
  const { status, message } = error;
  if (status === 0)
    return {
      title: texts.unreachable,
      text: texts.unreachableText,
      retry: true,
      missing: false,
    };
  if (status === 403)
    return {
      title: texts.forbidden,
      text: texts.forbiddenText(message),
      retry: false,
      missing: false,
    };
  if (status === 429)
    return {
      title: texts.tooMany,
      text: message,
      retry: true,
      missing: false,
    };
  return {
    title: texts.noAnswer,
    text: message,
    retry: status !== 404,
    missing: status === 404,
  };
}
