import { z } from "zod";

/**
 * When the figures over all images were counted, in large projects where newer figures are still being counted; absent
 * if the figures are current.
 */
export const countedAt = z.iso.datetime().optional();
