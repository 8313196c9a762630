import { compareUtf8 } from "./compareUtf8.ts";
import { badFile, quoted } from "./fileFailure.ts";

/** Which order a list without names is in: that of the list of images, or of the images' file names. */
export const listOrders = ["images", "file-names"] as const;
export type ListOrder = (typeof listOrders)[number];

const baseName = (name: string) => name.slice(name.lastIndexOf("/") + 1);
/** As people count: "2.jpg" before "10.jpg". */
const byNumbers = new Intl.Collator("en", { numeric: true }).compare;

/**
 * The images in the order of a list that does not name them, such as ReaL JSON: sorted by the UTF-8 bytes of their names.
 * Programs sort by the whole path, by the file's name without its folders, or by the numbers in it. Where these orders
 * differ, nothing in the list tells which one is meant.
 *
 * @param images in the order of their list
 * @param file the list without names, for messages
 * @throws Failure `bad-file` where the order is ambiguous and nobody said which one it is
 */
export function listOrder(
  images: readonly string[],
  asked: ListOrder | undefined,
  file: string,
): readonly string[] {
  if (asked === "images") return images;
  const compareBases = (a: string, b: string) => compareUtf8(baseName(a), baseName(b));
  const byFile = images.toSorted(compareBases);
  const twice = byFile.findIndex((name, at) => at > 0 && compareBases(name, byFile[at - 1]!) === 0);
  if (asked === "file-names") {
    if (twice < 0) return byFile;
    throw badFile(
      file,
      `${quoted(byFile[twice - 1]!)} and ${quoted(byFile[twice]!)} have one file name, so file names give no order. Where the list is in the order of the images, say --order images.`,
    );
  }
  const byPath = images.toSorted(compareUtf8);
  const others = [...(twice < 0 ? [byFile] : []), images.toSorted(byNumberedParts)];
  const other = others.find((order) => order.some((name, at) => name !== byPath[at]));
  if (other === undefined) return byPath;
  const at = other.findIndex((name, place) => name !== byPath[place]);
  throw badFile(
    file,
    `it is a list without names, and the order of the images is ambiguous: the list's entry ${at + 1} is ${quoted(byPath[at]!)} by path and ${quoted(other[at]!)} by ${other === byFile ? "file name" : "number"}. Say --order file-names if it is in the order of the file names (as ReaL's is), or --order images if it is in that of --images.`,
  );
}

/** By the parts of the path, numbers in them as numbers; texts that only case or accents tell apart by their bytes. */
function byNumberedParts(a: string, b: string): number {
  const digits = /\d/.test(a) && /\d/.test(b);
  if (!digits) return compareUtf8(a, b);
  const [first, second] = [a, b].map((name) => name.split(/(\d+)/));
  for (let at = 0; at < Math.min(first!.length, second!.length); at++) {
    const [one, other] = [first![at]!, second![at]!];
    if (one === other) continue;
    return at % 2 === 1 && Number(one) !== Number(other) ? byNumbers(one, other) : compareUtf8(one, other);
  }
  return first!.length - second!.length;
}
