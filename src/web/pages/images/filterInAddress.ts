import { type ImageFilter, imageFilter } from "../../../contract/images/images.ts";

/** The filter in an address; meaningless parts are left out. */
export function filterInAddress(search: Record<string, unknown>): ImageFilter {
  const known = Object.entries(imageFilter.shape).flatMap(([name, schema]) => {
    const value = search[name];
    if (value === undefined || value === null) return [];
    // Addresses are parsed as JSON: a name made only of digits arrives as a number.
    const { success, data } = schema.safeParse(String(value));
    return success ? [[name, data]] : [];
  });
  return Object.fromEntries(known) as ImageFilter;
}

/** The list that an image was opened from, as its address states it: `in=list`, and the filter. */
export type ListInAddress = ImageFilter & { in?: "list" };

export const listInAddress = (search: Record<string, unknown>): ListInAddress =>
  search.in === "list" ? { ...filterInAddress(search), in: "list" } : {};
