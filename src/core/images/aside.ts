/**
 * Why an image is in no count of its project and in nobody's queue: people are measured by it, or it was left out
 * because it shows a label or a lead said so.
 */
export const asides = ["gold", "left-out"] as const;
export type Aside = (typeof asides)[number];
