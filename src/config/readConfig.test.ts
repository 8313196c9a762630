import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { findForeignWords } from "../../test/fuzz/foreignWords.ts";
import { findSettings, listUnknownVariables } from "./findSettings.ts";
import { readConfig } from "./readConfig.ts";
import { settingNames, variableOf } from "./settings.ts";

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
  ["MULTILABELFY_S3_BUCKET", "s3://labels", "is no name of a bucket"],
  ["MULTILABELFY_S3_PREFIX", "labels/../other", "must be a path such as labels/2026"],
  ["MULTILABELFY_S3_ENDPOINT", "minio:9000", "must be an address that begins with https://"],
  ["MULTILABELFY_S3_PATH_STYLE", "true", "must be yes or no"],
  ["MULTILABELFY_METRICS", "9464", "must be an address and a port"],
  ["MULTILABELFY_METRICS", "127.0.0.1:99999", "must be an address and a port"],
  ["MULTILABELFY_SECRET", "ABC", "must be 64 hexadecimal digits"],
  ["MULTILABELFY_METRICS_TOKEN", "short", "has less than 16 characters"],
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

test("metrics that others could read need a word", () => {
  vi.stubEnv("MULTILABELFY_METRICS", "[::1]:9464");
  expect(readConfig().metrics).toEqual({ host: "::1", port: 9464, token: undefined });
  vi.stubEnv("MULTILABELFY_METRICS", "0.0.0.0:9464");
  expect(complaint()).toContain("MULTILABELFY_METRICS_TOKEN is needed where MULTILABELFY_METRICS is open");
  vi.stubEnv("MULTILABELFY_METRICS_TOKEN", "a long enough word");
  expect(readConfig().metrics?.token).toBe("a long enough word");
});

test("a bucket is a place and a way to it, and no half of a key is taken", () => {
  expect(readConfig().s3.bucket).toBeUndefined();
  vi.stubEnv("MULTILABELFY_S3_PREFIX", "/labels/2026/");
  expect(complaint()).toContain("MULTILABELFY_S3_BUCKET is needed where MULTILABELFY_S3_PREFIX is set");
  vi.stubEnv("MULTILABELFY_S3_BUCKET", "data");
  vi.stubEnv("MULTILABELFY_S3_ENDPOINT", "http://minio:9000");
  vi.stubEnv("MULTILABELFY_S3_ACCESS_KEY_ID", "ann");
  expect(complaint()).toContain("MULTILABELFY_S3_SECRET_ACCESS_KEY is needed");
  writeFileSync(join(folder, "s3"), "the secret\n");
  vi.stubEnv("MULTILABELFY_S3_SECRET_ACCESS_KEY_FILE", join(folder, "s3"));
  vi.stubEnv("MULTILABELFY_S3_PATH_STYLE", "no");
  expect(readConfig().s3).toEqual({
    bucket: { bucket: "data", prefix: "labels/2026" },
    access: {
      ...{ endpoint: "http://minio:9000", region: undefined },
      ...{ keys: { id: "ann", secret: "the secret" }, pathStyle: false },
    },
  });
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

const folder = mkdtempSync(join(tmpdir(), "multilabelfy-config-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A config file with these entries, which the environment names. */
function writeConfig(entries: unknown): string {
  const path = join(folder, "labels.json");
  writeFileSync(path, typeof entries === "string" ? entries : JSON.stringify(entries));
  vi.stubEnv("MULTILABELFY_CONFIG", path);
  return path;
}

/** What is said of the settings as they are. */
function complaint(): string {
  try {
    readConfig();
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

test("a config file holds what the environment can, with paths seen from its folder", () => {
  writeFileSync(join(folder, "secret"), "s3cret\n");
  const path = writeConfig({
    ...{ data: "./data", host: "0.0.0.0", port: 8080, backups: "backups every 6h" },
    ...{ publicUrl: "https://labels.example.org", trustedProxy: ["10.0.0.5", "loopback"] },
    ...{ oidcIssuer: "https://sso.example.org", oidcClientId: "labels", oidcClientSecretFile: "secret" },
  });
  expect(readConfig()).toMatchObject({
    defaults: { data: join(folder, "data"), host: "0.0.0.0", port: 8080 },
    trustedProxy: ["10.0.0.5", "loopback"],
    sso: { clientId: "labels", clientSecret: "s3cret" },
    backups: { folder: join(folder, "backups"), everyHours: 6 },
  });
  vi.stubEnv("MULTILABELFY_PORT", "9090");
  expect(readConfig().defaults).toMatchObject({ port: 9090, host: "0.0.0.0" });
  const found = findSettings();
  expect([found.get("port")!.from, found.get("host")!.from]).toEqual(["MULTILABELFY_PORT", path]);
});

test("every secret may stand in a file of its own, and nowhere twice", () => {
  writeFileSync(join(folder, "url"), "postgres://ann:secret@localhost/labels\n");
  vi.stubEnv("MULTILABELFY_DATABASE_URL_FILE", join(folder, "url"));
  expect(readConfig().databaseUrl).toBe("postgres://ann:secret@localhost/labels");
  vi.stubEnv("MULTILABELFY_DATABASE_URL", "postgres://other");
  expect(complaint()).toContain("MULTILABELFY_DATABASE_URL_FILE are both set");
  vi.stubEnv("MULTILABELFY_DATABASE_URL", "");
  vi.stubEnv("MULTILABELFY_DATABASE_URL_FILE", join(folder, "missing"));
  expect(complaint()).toContain("The file that MULTILABELFY_DATABASE_URL_FILE names cannot be read");
});

test.each([
  [{ portt: 1 }, "has “portt”, which is no setting. Settings are: data, databaseUrl, databaseUrlFile"],
  [{ port: "http" }, "is wrong: must be a whole number from 0 to 65535"],
  [{ port: true }, "must be a text, a number or a list of texts"],
  [{ smtpUrl: "smtp://mail", smtpUrlFile: "mail" }, "has both “smtpUrl” and “smtpUrlFile”"],
  ["{ port: 1 }", "is no JSON"],
  [[], "must be an object of settings"],
])("a config file of %j is refused in words", (entries, words) => {
  const path = writeConfig(entries);
  expect(complaint()).toContain(path);
  expect(complaint()).toContain(words);
  expect(findForeignWords(complaint())).toBeUndefined();
});

test("a config file that is named must be there, and one that is not need not", () => {
  expect(complaint()).toBe("");
  vi.stubEnv("MULTILABELFY_CONFIG", join(folder, "none.json"));
  expect(complaint()).toContain("none.json, which MULTILABELFY_CONFIG names, is not there");
});

test("a variable that is no setting is named", () => {
  vi.stubEnv("MULTILABELFY_PUBLICURL", "https://labels.example.org");
  expect(listUnknownVariables()).toContain("MULTILABELFY_PUBLICURL");
  expect(listUnknownVariables()).not.toContain("MULTILABELFY_CONFIG");
});

test("every setting stands in the docs, in both spellings", () => {
  const page = readFileSync(new URL("../../docs/command-line.md", import.meta.url), "utf8");
  for (const name of settingNames) {
    expect(page).toContain(`\`${name}\``);
    expect(page).toContain(`\`${variableOf(name)}\``);
  }
});
