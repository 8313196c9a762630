import type { BackupPlan } from "../contract/backup/backupPlan.ts";
import type { SecondFactorRule } from "../contract/people/secondFactor.ts";
import { type FoundSettings, findSettings } from "./findSettings.ts";
import { readBackupPlan } from "./readBackupPlan.ts";
import { type SettingName, variableOf } from "./settings.ts";

export interface Config {
  /** Replace the defaults of --data, --host and --port. */
  defaults: { data?: string; host?: string; port?: number };
  databaseUrl: string | undefined;
  secret: string | undefined;
  publicUrl: string | undefined;
  trustedProxy: string[] | undefined;
  privateNetworks: string[];
  remoteImages: boolean;
  importRoots: string[];
  modelUploads: boolean;
  sso: { issuer: string; clientId: string; clientSecret: string; name: string } | undefined;
  mail: { smtpUrl: string; from: string } | undefined;
  backups: BackupPlan | undefined;
  requestLog: boolean;
  metrics: { host: string; port: number; token: string | undefined } | undefined;
  s3: {
    bucket: { bucket: string; prefix: string } | undefined;
    access: {
      endpoint: string | undefined;
      region: string | undefined;
      keys: { id: string; secret: string } | undefined;
      pathStyle: boolean | undefined;
    };
  };
  secondFactor: SecondFactorRule | null;
}

/**
 * The program's settings, from the environment and a config file.
 *
 * @param found what `findSettings` finds
 * @throws Error naming the setting that is wrong or missing
 */
export function readConfig(found: FoundSettings = findSettings()): Config {
  const read = <Value>(name: SettingName) => found.get(name)?.value as Value | undefined;
  const [data, host, port] = [read<string>("data"), read<string>("host"), read<number>("port")];
  const backups = found.get("backups");
  return {
    defaults: {
      ...(data === undefined ? {} : { data }),
      ...(host === undefined ? {} : { host }),
      ...(port === undefined ? {} : { port }),
    },
    databaseUrl: read("databaseUrl"),
    secret: read("secret"),
    publicUrl: read("publicUrl"),
    trustedProxy: read("trustedProxy"),
    privateNetworks: read("privateNetworks") ?? [],
    remoteImages: read("remoteImages") === "yes",
    importRoots: read("importRoots") ?? [],
    modelUploads: read("modelUploads") === "yes",
    sso: readSso(found),
    mail: readMail(found),
    backups: backups && readBackupPlan(backups.text, backups.base),
    requestLog: read("requestLog") === "yes",
    metrics: readMetrics(found),
    s3: readS3(found),
    secondFactor: read<SecondFactorRule>("secondFactor") ?? null,
  };
}

function readSso(found: FoundSettings): Config["sso"] {
  if (!["oidcIssuer", "oidcClientId", "oidcClientSecret"].some((name) => found.has(name as SettingName)))
    return undefined;
  const why = "is needed for single sign-on";
  const sso = {
    issuer: needed(found, "oidcIssuer", why),
    clientId: needed(found, "oidcClientId", why),
    clientSecret: needed(found, "oidcClientSecret", why),
    name: (found.get("oidcName")?.value as string | undefined) ?? "single sign-on",
  };
  checkPublic(found, why);
  return sso;
}

function readMail(found: FoundSettings): Config["mail"] {
  if (!found.has("smtpUrl") && !found.has("mailFrom")) return undefined;
  const why = "is needed to send e-mail";
  checkPublic(found, why);
  return { smtpUrl: needed(found, "smtpUrl", why), from: needed(found, "mailFrom", why) };
}

function readMetrics(found: FoundSettings): Config["metrics"] {
  const place = found.get("metrics")?.value as { host: string; port: number } | undefined;
  if (!place) return undefined;
  const isLocal = /^(localhost|127\.|::1$)/.test(place.host);
  const token = found.get("metricsToken")?.value as string | undefined;
  if (!isLocal) needed(found, "metricsToken", `is needed where ${variableOf("metrics")} is open to others`);
  return { ...place, token };
}

function readS3(found: FoundSettings): Config["s3"] {
  const read = (name: SettingName) => found.get(name)?.value as string | undefined;
  const [bucket, prefix, pathStyle] = [read("s3Bucket"), read("s3Prefix"), read("s3PathStyle")];
  if (prefix !== undefined) needed(found, "s3Bucket", `is needed where ${variableOf("s3Prefix")} is set`);
  const hasKeys = found.has("s3AccessKeyId") || found.has("s3SecretAccessKey");
  const why = "is needed beside the other half of the key for S3";
  const half = (name: SettingName) => needed(found, name, why);
  return {
    bucket: bucket === undefined ? undefined : { bucket, prefix: prefix ?? "" },
    access: {
      endpoint: read("s3Endpoint"),
      region: read("s3Region"),
      keys: hasKeys ? { id: half("s3AccessKeyId"), secret: half("s3SecretAccessKey") } : undefined,
      pathStyle: pathStyle === undefined ? undefined : pathStyle === "yes",
    },
  };
}

/** Links used outside this machine must begin with an address that others can open. */
const checkPublic = (found: FoundSettings, why: string) => needed(found, "publicUrl", why);

function needed(found: FoundSettings, name: SettingName, why: string): string {
  const value = found.get(name)?.value;
  if (value === undefined)
    throw new Error(`The environment variable ${variableOf(name)} ${why}, and is not set.`);
  return value as string;
}
