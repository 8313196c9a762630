import { badFile, quoted } from "../fileFailure.ts";
import { compareUtf8 } from "../text/compareUtf8.ts";

/** The order of a list without names: that of the list of images, of the images' file names, or of their paths. */
export const listOrders = ["images", "file-names", "paths"] as const;
export type ListOrder = (typeof listOrders)[number];

const baseName = (name: string) => name.slice(name.lastIndexOf("/") + 1);
/** As people count: "2.jpg" before "10.jpg". */
const byNumbers = new Intl.Collator("en", { numeric: true }).compare;

/**
 * The images in the order of a list that does not name them, such as ReaL JSON: sorted by the UTF-8 bytes of their
 * names. Programs sort by the whole path, by the file's name without its folders, by the numbers in it, or without
 * regard to capitals. If these orders differ, nothing in the list says which one is meant.
 *
 * @param images in the order of their list
 * @param file the list without names, for messages
 * @param form "any" if the form does not imply sorting: then the list may be in the order of the images, too
 * @throws Failure `bad-file` if the order is ambiguous and nobody said which one it is
 */
export function listOrder(
  images: readonly string[],
  asked: ListOrder | undefined,
  file: string,
  form: "sorted" | "any" = "sorted",
): readonly string[] {
  if (asked === "images") return images;
  if (asked === "paths") return images.toSorted(compareUtf8);
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
  const others: [by: string, order: readonly string[]][] = [
    ...(twice < 0 ? [["by file name", byFile] as [string, string[]]] : []),
    ["by number", images.toSorted(byNumberedParts)],
    ["without regard to capitals", images.toSorted(byLetters)],
    ...(form === "any" ? [["in the list of images", images] as [string, readonly string[]]] : []),
  ];
  for (const [by, order] of others) {
    const at = order.findIndex((name, place) => name !== byPath[place]);
    if (at < 0) continue;
    throw badFile(
      file,
      `it is a list without names, and the order of the images is ambiguous: the list's entry ${at + 1} is ${quoted(byPath[at]!)} by path and ${quoted(order[at]!)} ${by}. Say --order file-names if it is in the order of the file names (as ReaL's is), --order paths if folders count too, or --order images if it is in that of --images.`,
    );
  }
  return byPath;
}

/** The order in which case-insensitive systems list files. */
const byLetters = (a: string, b: string) =>
  compareUtf8(a.toLowerCase(), b.toLowerCase()) || compareUtf8(a, b);

/** By the text and the numbers in a path, alternately: numbers by value, text by its bytes. */
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
