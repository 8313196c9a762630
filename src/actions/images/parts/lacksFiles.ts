import { Failure } from "../../../contract/failure.ts";
import { isBucketAddress } from "../../../storage/s3/bucketAccess.ts";
import { nameSome, type Refusal } from "../importSource.ts";

/** The failure for a manifest whose images are not where it says. */
export function lacksFiles(
  manifest: string,
  root: string,
  missing: readonly Refusal[],
  images: number,
): Failure {
  const named = missing.map(({ file, reason }) => `${file} (${reason})`);
  const kind = isBucketAddress(root) ? "object" : "file";
  const which =
    missing.length === images
      ? `none of its ${images} images is ${kind === "file" ? "a" : "an"} ${kind} in ${root}`
      : `${missing.length} of its ${images} images ${missing.length === 1 ? `is no ${kind}` : `are no ${kind}s`} in ${root}`;
  return new Failure(
    "bad-file",
    `${manifest}: ${which}: ${nameSome(named, 10)}. ` +
      "Correct the paths, or name the folder where they start with --folder. --skip-missing leaves these rows out; " +
      "--without-files registers all images without looking for files. Nothing was imported.",
    { missing },
  );
}
