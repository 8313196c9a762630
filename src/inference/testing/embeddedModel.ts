import { fileURLToPath } from "node:url";
import { readModelCard } from "../readModelCard.ts";

/** The classifier that the repository carries. Tests need it: where it is missing, they fail. */
export const { card, modelFile } = await readModelCard(
  fileURLToPath(new URL("../../../models/efficientnet-lite0.json", import.meta.url)),
);
