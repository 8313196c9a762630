import { Failure, OperatorFailure } from "../../contract/failure.ts";

interface S3Error extends Error {
  /** Error codes of failed connections. */
  code?: string;
  $metadata?: { httpStatusCode?: number };
}

const statusOf = (error: unknown): number | undefined => (error as S3Error).$metadata?.httpStatusCode;

/** Whether the server said that there is no such object. */
export const isMissing = (error: unknown): boolean =>
  (error as Error).name !== "NoSuchBucket" && statusOf(error) === 404;

/** Whether a range begins after the last byte. */
export const isBeyondEnd = (error: unknown): boolean => statusOf(error) === 416;

const wrongKeys = [
  "InvalidAccessKeyId",
  "SignatureDoesNotMatch",
  "AuthorizationHeaderMalformed",
  "CredentialsProviderError",
  "ExpiredToken",
  "InvalidToken",
];
const full = ["QuotaExceeded", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded", "EntityTooLarge"];

/**
 * The message for a failed request to a bucket. The server's own words only name the error.
 *
 * @param error of the AWS SDK; a Failure stays as it is
 * @param place the bucket's address, or an object's
 */
export function explainS3(error: unknown, place: string): unknown {
  if (error instanceof Failure || isBeyondEnd(error)) return error;
  const { name, code } = error as S3Error;
  const status = statusOf(error);
  if (full.includes(name) || status === 507)
    return new OperatorFailure(
      "disk-full",
      `There is no room for ${place} (${name}). Make room there, then try again.`,
      "There is no room where files are kept. Tell whoever runs the server.",
    );
  const say = (text: string) =>
    new OperatorFailure(
      "unavailable",
      `${place} ${text}`,
      "Files cannot be reached at the moment. Try again; if it stays so, tell whoever runs the server.",
    );
  if (name === "NoSuchBucket")
    return say("cannot be reached: there is no such bucket. Make it, or set MULTILABELFY_S3_BUCKET right.");
  if (wrongKeys.includes(name))
    return say(
      `cannot be reached: the keys are refused (${name}). Set MULTILABELFY_S3_ACCESS_KEY_ID, MULTILABELFY_S3_SECRET_ACCESS_KEY and MULTILABELFY_S3_REGION right.`,
    );
  if (name === "RequestTimeTooSkewed")
    return say("cannot be reached: this machine's clock is wrong. Set it, then try again.");
  if (status === 301 || status === 307 || name === "PermanentRedirect")
    return say("cannot be reached: the bucket is in another region. Set MULTILABELFY_S3_REGION right.");
  // The reply to a HEAD has no body, so the status must do.
  if (status === 401 || status === 403)
    return say(`may not be used with these keys (${status}). Check the keys, and give them the right to.`);
  if (status === 429 || (status !== undefined && status >= 500))
    return say(`cannot be reached: its server is overloaded or broken (${status}). Try again in a while.`);
  if (isOfConnection(error))
    return say(
      `cannot be reached: its server does not answer (${code ?? name}). Look whether it runs and MULTILABELFY_S3_ENDPOINT is right, then try again.`,
    );
  if (status !== undefined && status >= 400)
    return say(`cannot be used: its server refuses the request (${name}, ${status}).`);
  return error;
}

const connectionCodes = new Set(
  "ECONNREFUSED ECONNRESET ECONNABORTED EPIPE ETIMEDOUT EHOSTUNREACH ENETUNREACH EHOSTDOWN ENETDOWN EPROTO ENOTFOUND ERR_STREAM_PREMATURE_CLOSE".split(
    " ",
  ),
);
/** For names that are not found, for certificates, and for replies that are not HTTP. */
const connectionKinds = [
  "EAI_",
  "ERR_TLS_",
  "ERR_SSL_",
  "CERT_",
  "DEPTH_ZERO_",
  "SELF_SIGNED_",
  "UNABLE_TO_",
  "HPE_",
];

/** Whether a connection could not be made, or broke off. */
export function isOfConnection(error: unknown): boolean {
  const { name, code = "", message } = error as S3Error;
  return (
    name === "TimeoutError" ||
    message === "aborted" ||
    connectionCodes.has(code) ||
    connectionKinds.some((kind) => code.startsWith(kind))
  );
}
