/** How S3 buckets are reached. */
export interface BucketAccess {
  /** The server's address; AWS by default. */
  endpoint?: string | undefined;
  region?: string | undefined;
  /** By default those that the AWS SDK finds: its own variables and files, the machine's role. */
  keys?: { id: string; secret: string } | undefined;
  /** Whether addresses are ENDPOINT/BUCKET/KEY; by default if an endpoint is given. */
  pathStyle?: boolean | undefined;
  patience?: Patience | undefined;
}

/** How long a server may take, in milliseconds. */
export interface Patience {
  connection: number;
  /** Without a byte. */
  silence: number;
  /** How often a request is sent, including the first time. */
  attempts: number;
}

/** A bucket, and where in it the keys begin. */
export interface BucketPlace {
  bucket: string;
  /** "" or "labels/2026": no "/" at either end. */
  prefix: string;
}

const scheme = "s3://";

export const isBucketAddress = (text: string): boolean => text.startsWith(scheme);

/** @returns undefined if the text is not a bucket's address, or leads out of its prefix */
export function readBucketAddress(text: string): BucketPlace | undefined {
  if (!isBucketAddress(text)) return undefined;
  const [bucket = "", ...parts] = text.slice(scheme.length).replace(/\/$/, "").split("/");
  if (!isBucketName(bucket) || parts.some((part) => ["", ".", ".."].includes(part))) return undefined;
  return { bucket, prefix: parts.join("/") };
}

export const bucketAddress = ({ bucket, prefix }: BucketPlace): string =>
  `${scheme}${bucket}${prefix === "" ? "" : `/${prefix}`}`;

const isBucketName = (name: string): boolean => /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name);
