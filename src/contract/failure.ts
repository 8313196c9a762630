import { showControls } from "../core/showControls.ts";

/** Every way in which a request can fail, with its HTTP status. The list is closed on purpose. */
export const failureStatus = {
  "bad-request": 400,
  "wrong-usage": 400,
  "not-signed-in": 401,
  "wrong-login": 401,
  "wrong-code": 401,
  "sign-in-again": 401,
  "second-factor-needed": 401,
  forbidden: 403,
  "password-needed": 403,
  "not-found": 404,
  conflict: 409,
  locked: 409,
  "already-exists": 409,
  "not-ready": 409,
  "not-qualified": 409,
  gone: 410,
  "too-large": 413,
  "operation-reused": 422,
  "bad-file": 422,
  "unknown-label": 422,
  "comment-needed": 422,
  "answer-needed": 422,
  "too-many-requests": 429,
  "in-use": 423,
  unavailable: 503,
  "disk-full": 507,
  "model-failed": 500,
  internal: 500,
} as const;

export type FailureCode = keyof typeof failureStatus;

/**
 * An error meant for a person: what happened, where, and what to do about it. It may quote a file or a name: control
 * characters in them are made visible, so that no message can act on a terminal.
 * `details` is for programs (the current state after a conflict, the rows of a refused file).
 */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly details: unknown;

  constructor(code: FailureCode, message: string, details?: unknown) {
    super(showControls(message));
    this.name = "Failure";
    this.code = code;
    this.details = details;
  }
}

/**
 * A failure that whoever runs the server can mend, and whose message names places and settings: the server writes it to
 * its log, and tells others only what they need to know.
 */
export class OperatorFailure extends Failure {
  /** What others are told. */
  readonly told: string;

  constructor(code: FailureCode, message: string, told: string) {
    super(code, message);
    this.told = told;
  }
}
