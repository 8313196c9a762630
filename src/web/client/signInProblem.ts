import { CallFailure } from "./call.ts";

/** Why a sign-in failed, in one line. */
export function signInProblem(error: unknown): string {
  if (!(error instanceof CallFailure))
    return "Something went wrong. Try again, and tell the lead if it happens again.";
  if (error.status === 0) return "The server cannot be reached. Check your connection.";
  if (error.status === 429) return "Too many attempts. Wait a minute, then try again.";
  if (error.status === 401 || error.status === 400) return "That e-mail and password do not match.";
  return error.message;
}

/** Why a password could not be set, in one line. */
export function setPasswordProblem(error: unknown): string {
  if (error instanceof CallFailure && error.status === 404)
    return "This link was used before, or is too old. Ask the lead for a new one.";
  if (error instanceof CallFailure && error.status === 400) return "A password has 8 to 128 characters.";
  return signInProblem(error);
}
