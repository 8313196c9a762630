import { badFile } from "./fileFailure.ts";

/**
 * Either all images of a file have an original label, or none do.
 *
 * @throws Failure `bad-file` naming the first image without one, if others have one
 */
export function checkAllOrNoOriginals(
  file: string,
  originals: Iterable<readonly [image: string, original: string | undefined]>,
): void {
  const all = [...originals];
  const [without] = all.find(([, original]) => original === undefined) ?? [];
  if (without !== undefined && all.some(([, original]) => original !== undefined))
    throw badFile(file, `the image ${without} has no original label, but others have. Add it.`);
}
