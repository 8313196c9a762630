import { z } from "zod";

/**
 * Of a reply that counts over all images: when that was, where the project has so many that newer figures are still
 * being counted; missing where the figures are those of now.
 */
export const countedAt = z.iso.datetime().optional();
