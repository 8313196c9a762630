/** How the images of a release are parted: by how their labels were decided, and by how many there are. */
export function stratumOf(provenance: "agreed" | "refined", labels: number): string {
  if (labels === 0) return "no label";
  return `${provenance}, ${labels === 1 ? "one label" : labels === 2 ? "two labels" : "more labels"}`;
}
