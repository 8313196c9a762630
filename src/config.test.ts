import { afterEach, expect, test, vi } from "vitest";
import { findForeignWords } from "../test/fuzz/foreignWords.ts";
import { readConfig } from "./config.ts";

afterEach(() => vi.unstubAllEnvs());

test.each([
  ["MULTILABELFY_DATABASE_URL", "mysql://x", "must start with postgres://"],
  ["MULTILABELFY_PUBLIC_URL", "labels.example.org", "must be an address that begins with https://"],
  ["MULTILABELFY_PUBLIC_URL", "ftp://labels.example.org", "must be an address that begins with https://"],
  ["MULTILABELFY_OIDC_ISSUER", "sso", "must be an address that begins with https://"],
  ["MULTILABELFY_OIDC_NAME", "x".repeat(41), "has more than 40 characters"],
  ["MULTILABELFY_TRUSTED_PROXY", "everybody", "lists addresses"],
  ["MULTILABELFY_SMTP_URL", "mail", "must start with smtp://"],
])("%s=%s is refused in words", (name, value, words) => {
  vi.stubEnv(name, value);
  let message = "";
  try {
    readConfig();
  } catch (error) {
    ({ message } = error as Error);
  }
  expect(message).toContain(`The environment variable ${name} is wrong: ${words}`);
  expect(findForeignWords(message)).toBeUndefined();
});
