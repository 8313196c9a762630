import { isIP } from "node:net";
import { isAbsolute } from "node:path";
import { z } from "zod";
import { secondFactorRules } from "../contract/people/secondFactor.ts";
import { readBackupPlan } from "./readBackupPlan.ts";

interface Setting {
  /** What it does, in a few words. */
  about: string;
  /** Whether it is secret: never shown, and it may be in a file named by the variable with `_FILE` appended. */
  isSecret?: true;
  /** Whether it is a folder or file: in a config file, relative to that file. */
  isPath?: true;
  /** The command option that takes precedence over it. */
  option?: "data" | "host" | "port";
  schema: z.ZodType<unknown, string>;
}

const webAddress = "must be an address that begins with https:// or http://";
const text = z.string().min(1, "is empty");

/** Every setting of the program, whether from the environment or a config file. */
export const settings = {
  data: { about: "the data folder", isPath: true, option: "data", schema: text },
  databaseUrl: {
    about: "a PostgreSQL address; without it, everything is kept in the data folder",
    isSecret: true,
    schema: z.string().regex(/^postgres(ql)?:\/\//, "must start with postgres://"),
  },
  secret: {
    about: "what servers sign cookies by, the same for all; without it, a file of the data folder",
    isSecret: true,
    schema: z.string().regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits (openssl rand -hex 32)"),
  },
  host: { about: "the address that the server listens on", option: "host", schema: text },
  port: {
    about: "the port that the server listens on",
    option: "port",
    schema: z
      .string()
      .regex(/^\d{1,5}$/, "must be a whole number from 0 to 65535")
      .transform(Number)
      .refine((port) => port <= 65535, "must be a whole number from 0 to 65535"),
  },
  publicUrl: {
    about: "the address that people type, where it differs from the one served",
    schema: z.url({ protocol: /^https?$/, error: webAddress }),
  },
  trustedProxy: {
    about: "the proxies in front, whose word on a request's address is taken",
    schema: z
      .string()
      .transform((list) => list.split(",").map((one) => one.trim()))
      .refine((list) => list.every(isProxy), {
        error: "lists addresses (10.0.0.5), networks (10.0.0.0/8), loopback or uniquelocal",
      }),
  },
  privateNetworks: {
    about: "private networks that webhooks and lists of images may reach; none where left out",
    schema: z
      .string()
      .transform((list) => list.split(",").map((one) => one.trim()))
      .refine((list) => list.every(isNetwork), "lists addresses (10.0.0.5) and networks (10.0.0.0/8)"),
  },
  remoteImages: {
    about: "whether images from the web are loaded from lists of addresses",
    schema: z.enum(["yes", "no"], { error: "must be yes or no" }) as unknown as z.ZodType<unknown, string>,
  },
  importRoots: {
    about: "folders and buckets below which leads may import in the browser; none where left out",
    schema: z
      .string()
      .transform((list) => list.split(",").map((one) => one.trim()))
      .refine(
        (list) => list.every(isPlace),
        "lists absolute paths (/data/photos) and buckets (s3://photos/2026)",
      ),
  },
  modelUploads: {
    about: "whether leads may add models of their own (ONNX files) in the browser",
    schema: z.enum(["yes", "no"], { error: "must be yes or no" }) as unknown as z.ZodType<unknown, string>,
  },
  secondFactor: {
    about: "who must use a second factor",
    schema: z.enum(secondFactorRules, {
      error: `must be ${secondFactorRules.join(" or ")}`,
    }) as unknown as z.ZodType<unknown, string>,
  },
  oidcIssuer: {
    about: "single sign-on: the provider's address",
    schema: z
      .url({ protocol: /^https?$/, error: webAddress })
      .refine(isHttpsOrLocal, "must begin with https:// (http:// is for a provider on this machine only)"),
  },
  oidcClientId: { about: "single sign-on: the client that is registered there", schema: text },
  oidcClientSecret: { about: "single sign-on: the client's secret", isSecret: true, schema: text },
  oidcName: {
    about: "single sign-on: what the button says after “Sign in with”",
    schema: z.string().trim().min(1, "is empty").max(40, "has more than 40 characters"),
  },
  smtpUrl: {
    about: "the mail server",
    isSecret: true,
    schema: z.string().regex(/^smtps?:\/\//, "must start with smtp:// or smtps://"),
  },
  mailFrom: { about: "whom mail comes from", schema: z.string().includes("@", "is no e-mail address") },
  s3Bucket: {
    about: "an S3 bucket for what else lies in the data folder: copied images, pictures, models",
    schema: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "is no name of a bucket (small letters, digits, - and .)"),
  },
  s3Prefix: {
    about: "where in the bucket it lies",
    schema: z
      .string()
      .transform((prefix) => prefix.replace(/^\/|\/$/g, ""))
      .refine(isPrefix, "must be a path such as labels/2026, without . or .. in it"),
  },
  s3Endpoint: {
    about: "the S3 server's address; without it, AWS",
    schema: z.url({ protocol: /^https?$/, error: webAddress }),
  },
  s3Region: { about: "the region of the buckets", schema: text },
  s3AccessKeyId: { about: "the id of the key for S3", schema: text },
  s3SecretAccessKey: { about: "the secret of the key for S3", isSecret: true, schema: text },
  s3PathStyle: {
    about: "whether addresses are SERVER/BUCKET instead of BUCKET.SERVER",
    schema: z.enum(["yes", "no"], { error: "must be yes or no" }) as unknown as z.ZodType<unknown, string>,
  },
  requestLog: {
    about: "whether each request is a line in the log",
    schema: z.enum(["yes", "no"], { error: "must be yes or no" }) as unknown as z.ZodType<unknown, string>,
  },
  metrics: {
    about: "an address at which Prometheus reads metrics",
    schema: z
      .string()
      .transform(readAddress)
      .refine((address) => address !== undefined, "must be an address and a port: 127.0.0.1:9464"),
  },
  metricsToken: {
    about: "what Prometheus must send to read them",
    isSecret: true,
    schema: z.string().min(16, "has less than 16 characters"),
  },
  backups: {
    about: "backups that the server makes: a folder, how often, and how many are kept",
    schema: z.string().refine((plan) => readBackupPlan(plan) !== undefined, {
      error: "names a folder, and may say how often and how many are kept: /mnt/backups every 24h keep 7",
    }),
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;
export const settingNames = Object.keys(settings) as SettingName[];

/** A setting as listed in the table, without per-setting details. */
export const settingOf = (name: SettingName): Setting => settings[name];

/** "databaseUrl" is MULTILABELFY_DATABASE_URL. */
export const variableOf = (name: SettingName): string =>
  `MULTILABELFY_${name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

/** Whether nobody on the way can read or change anything. */
export function isHttpsOrLocal(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  const isLocal = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  return protocol === "https:" || (protocol === "http:" && isLocal);
}

function readAddress(text: string): { host: string; port: number } | undefined {
  const found = /^(?:\[([\da-fA-F:.]{2,45})\]|([\d.]{7,15}|localhost)):(\d{1,5})$/.exec(text);
  const [host, port] = [found?.[1] ?? found?.[2] ?? "", Number(found?.[3])];
  return found && (host === "localhost" || isIP(host) !== 0) && port <= 65535 ? { host, port } : undefined;
}

function isPrefix(prefix: string): boolean {
  return prefix.split("/").every((part) => !["", ".", ".."].includes(part) && !part.includes("\0"));
}

function isProxy(proxy: string): boolean {
  return ["loopback", "linklocal", "uniquelocal"].includes(proxy) || isNetwork(proxy);
}

function isNetwork(network: string): boolean {
  const [address = "", bits, ...more] = network.split("/");
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/** A folder of this machine, or a part of a bucket. */
function isPlace(place: string): boolean {
  const bucket = place.startsWith("s3://") ? place.slice("s3://".length).split("/") : undefined;
  if (bucket) return /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket[0] ?? "") && isPrefix(bucket.join("/"));
  return isAbsolute(place) && !place.includes("\0");
}
