import { quoted } from "../../../files/fileFailure.ts";
import { manifestPath } from "../../../files/images/manifestPath.ts";
import { isBucketAddress } from "../../../storage/s3/bucketAccess.ts";

/**
 * The path of an image below a place in a bucket, from a manifest: relative, or a whole address (`s3://`) below that
 * place, taken literally (a percent sign is a percent sign).
 *
 * @param address the place in the bucket
 * @returns the path in the form of `imageName`; or why it is refused
 */
export function bucketPath(written: string, address: string): ReturnType<typeof manifestPath> {
  const name = written.trim();
  if (!isBucketAddress(name)) return manifestPath(written, address);
  if (name.startsWith(`${address}/`)) return manifestPath(name.slice(address.length + 1), address);
  return {
    refused: `${quoted(written)} does not lie below ${address}. Write paths relative to it, or name another place with --folder.`,
  };
}
