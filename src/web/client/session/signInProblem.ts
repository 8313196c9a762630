import { words } from "../../words/words.ts";
import { CallFailure } from "../call.ts";

const texts = words.entrance.problems;

/** Why a sign-in failed, in one line. */
export function signInProblem(error: unknown): string {
  if (!(error instanceof CallFailure)) return texts.unknown;
  if (error.status === 0) return texts.unreachable;
  if (error.status === 429) return texts.tooMany;
  if (error.status === 401 || error.status === 400) return texts.noMatch;
  return error.message;
}

/** Why a code was not accepted, in one line: the server says whether another may be tried. */
export function codeProblem(error: unknown): string {
  return error instanceof CallFailure && error.status !== 0 && error.status < 500
    ? error.message
    : signInProblem(error);
}

/** Why a passkey did not sign in, in one line: the browser says little if the person cancelled it. */
export const passkeyProblem = (error: unknown): string =>
  error instanceof CallFailure ? codeProblem(error) : words.secondFactor.signIn.cancelled;

/** Why single sign-on failed, in one line: `error` comes with the redirect back. */
export function ssoProblem(error: string): string {
  if (error === "not_invited") return texts.notInvited;
  if (error === "ACCESS_ENDED") return texts.accessEnded;
  if (error === "account_not_linked") return texts.unproved;
  return texts.ssoFailed;
}

/** Why a password could not be set, in one line. */
export function setPasswordProblem(error: unknown): string {
  if (error instanceof CallFailure && error.status === 404) return texts.linkUsed;
  if (error instanceof CallFailure && error.status === 400) return error.message;
  return signInProblem(error);
}
