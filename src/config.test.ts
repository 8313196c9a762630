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
  ["MULTILABELFY_BACKUPS", "/mnt/backups every day", "names a folder, and may say how often"],
  ["MULTILABELFY_BACKUPS", "/mnt/backups keep 0", "names a folder, and may say how often"],
  ["MULTILABELFY_BACKUPS", "/mnt/backups keep 3 every 2h", "names a folder, and may say how often"],
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

test.each([
  ["/mnt/backups", { folder: "/mnt/backups", everyHours: 24, keep: 7 }],
  ["/mnt/two words every 6h keep 28", { folder: "/mnt/two words", everyHours: 6, keep: 28 }],
  ["/mnt/b every 2d", { folder: "/mnt/b", everyHours: 48, keep: 7 }],
  ["/mnt/b keep 1", { folder: "/mnt/b", everyHours: 24, keep: 1 }],
  ["", undefined],
])("MULTILABELFY_BACKUPS=%s is a folder, how often, and how many are kept", (value, plan) => {
  vi.stubEnv("MULTILABELFY_BACKUPS", value);
  expect(readConfig().backups).toEqual(plan);
});
