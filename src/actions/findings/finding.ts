import { Failure } from "../../contract/failure.ts";
import { type PackedTexts, packTexts, textAt } from "./packedTexts.ts";

/** The result of a long computation: a report, and the images behind its numbers, which a reader may ask for. */
export interface Finding<Report> {
  report: Report;
  /** Ids and keys of all images, in the order of the keys. */
  ids: PackedTexts;
  keys: PackedTexts;
  /** By name, positions in `ids` and `keys`, ascending. */
  lists: Record<string, Uint32Array<ArrayBuffer>>;
}

/** A report that lists no images. */
export const withoutImages = <Report>(report: Report): Finding<Report> => ({
  report,
  ids: packTexts([]),
  keys: packTexts([]),
  lists: {},
});

/** @throws Failure `unavailable` where the finding does not exist yet */
export function mustBeThere<Found>(finding: Found | null): Found {
  if (finding === null) throw new Failure("unavailable", "The numbers are still being computed. Try again.");
  return finding;
}

/** A page of one of a finding's lists. */
export function readList(
  { ids, keys, lists }: Omit<Finding<unknown>, "report">,
  name: string,
  { after, limit }: { after?: string | undefined; limit: number },
): { total: number; images: { id: string; key: string }[]; hasMore: boolean } {
  const list = Object.hasOwn(lists, name) ? lists[name]! : new Uint32Array();
  const first = after === undefined ? 0 : findBehind(list, (at) => textAt(keys, at) <= after);
  const images = Array.from(list.subarray(first, first + limit), (at) => ({
    id: textAt(ids, at),
    key: textAt(keys, at),
  }));
  return { total: list.length, images, hasMore: first + limit < list.length };
}

/** The first place of a list that is not before something, by binary search. */
function findBehind(list: Uint32Array, isBefore: (at: number) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(list[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}
