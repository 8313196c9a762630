import type { Evaluation } from "../../../core/evaluation/evaluation.ts";
import { formatPercent } from "../../../core/percent.ts";
import { Tile, TileNote, Tiles } from "../../components/figures/Tiles.tsx";
import { formatInterval } from "../../components/format/formatShare.ts";
import { words } from "../../words/words.ts";

const text = words.models.answer;

/** What a lead wants to know first: the best model, how sure that is, and what several valid labels change. */
export function EvaluationAnswer({ evaluation: { models, pairs, labels } }: { evaluation: Evaluation }) {
  const best = models.find(({ proposer }) => !proposer);
  return (
    <Tiles label={text.label}>
      {best && best.real.share !== null && (
        <Tile name={text.best} value={best.model}>
          <TileNote>
            {text.bestNote(
              formatPercent(best.real.share, best.real),
              best.real.total,
              best.real.interval ? formatInterval(best.real.interval) : "",
            )}{" "}
            {text.alike(
              pairs.filter(({ a, b, pHolm }) => [a, b].includes(best.model) && (pHolm ?? 1) >= 0.05).length,
              models.filter(({ proposer }) => !proposer).length - 1,
            )}
          </TileNote>
        </Tile>
      )}
      {best && best.otherButValid.share !== null && (
        <Tile name={text.butValid} value={formatPercent(best.otherButValid.share, best.otherButValid)}>
          <TileNote>{text.butValidNote(best.model, best.otherButValid.total)}</TileNote>
        </Tile>
      )}
      {labels.multi !== null && (
        <Tile name={text.multi} value={formatPercent(labels.multi, { total: labels.images })}>
          <TileNote>{text.multiNote(labels.images)}</TileNote>
        </Tile>
      )}
    </Tiles>
  );
}
