import { type ImageFilter, imageFilter } from "../../../contract/images/images.ts";

/** The filter that an address holds; what means nothing is left out. */
export function filterInAddress(search: Record<string, unknown>): ImageFilter {
  const known = Object.entries(imageFilter.shape).flatMap(([name, schema]) => {
    const value = search[name];
    if (value === undefined || value === null) return [];
    // An address is read as JSON: a name of digits alone comes as a number.
    const { success, data } = schema.safeParse(String(value));
    return success ? [[name, data]] : [];
  });
  return Object.fromEntries(known) as ImageFilter;
}

/** The list that an image was opened from, which an image's address holds: `in=list`, and its filter. */
export type ListInAddress = ImageFilter & { in?: "list" };

export const listInAddress = (search: Record<string, unknown>): ListInAddress =>
  search.in === "list" ? { ...filterInAddress(search), in: "list" } : {};
