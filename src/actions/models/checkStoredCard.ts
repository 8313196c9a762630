import { Failure } from "../../contract/failure.ts";
import { type ModelCard, modelCard } from "../../contract/models/modelCard.ts";
import { countModelUse, type Model, updateModelCard } from "../../db/models.ts";
import type { Context } from "../context.ts";

/**
 * The same file with different preprocessing is another model: its results must not be mixed with the first one's.
 *
 * @throws Failure `conflict`
 */
export async function checkStoredCard(
  db: Context["db"],
  { id, card: stored }: Model,
  card: ModelCard,
): Promise<void> {
  const whatCounts = ({ input, preprocessing, output, labelSpace }: ModelCard) =>
    JSON.stringify(modelCard.parse({ ...card, input, preprocessing, output, labelSpace }));
  if (!stored || whatCounts(stored) === whatCounts(card)) return;
  const { predictions, embeddings } = await countModelUse(db, id);
  if (predictions + embeddings === 0) return updateModelCard(db, id, card);
  const what = predictions > 0 ? `${predictions} predictions` : `${embeddings} embeddings`;
  throw new Failure(
    "conflict",
    `${what} were made with another card of the model ${card.name}: the same file, prepared in ` +
      "another way. Use that card, or make a project of its own for this one.",
  );
}
