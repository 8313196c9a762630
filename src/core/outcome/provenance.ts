/**
 * How an image came by its final labels: its people agree, an expert decided, or its people differ and rulings bring them
 * together.
 */
export const provenances = ["agreed", "refined", "ruling"] as const;
export type Provenance = (typeof provenances)[number];
