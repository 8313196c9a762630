import { expect, test } from "vitest";
import { CallFailure } from "../call.ts";
import { setPasswordProblem, signInProblem } from "./signInProblem.ts";

test("each way to fail says what happened", () => {
  expect(signInProblem(new CallFailure(401, "wrong-login", "Invalid"))).toBe(
    "That e-mail and password do not match.",
  );
  expect(signInProblem(new CallFailure(429, "too-many-requests", ""))).toMatch(/^Too many attempts/);
  expect(signInProblem(new CallFailure(0, "unreachable", ""))).toMatch(/cannot be reached/);
  expect(signInProblem(new CallFailure(500, "internal", "What the server says."))).toBe(
    "What the server says.",
  );
  expect(signInProblem(new TypeError("a bug"))).toMatch(/went wrong/);
});

test("a used link says where to get another", () => {
  expect(setPasswordProblem(new CallFailure(404, "not-found", ""))).toMatch(/new one/);
  // Only the server knows what is wrong with a password.
  const refused = "Choose a password that is harder to guess.";
  expect(setPasswordProblem(new CallFailure(400, "bad-request", refused))).toBe(refused);
});
