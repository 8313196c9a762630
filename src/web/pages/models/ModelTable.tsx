import type { EvaluatedShare } from "../../../core/evaluation/evaluatedNumbers.ts";
import type { ModelComparison } from "../../../core/evaluation/ranking/makeComparison.ts";
import { ShareOverInterval } from "../../components/figures/ShareOverInterval.tsx";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./ModelsPage.module.css";

const texts = words.proposers.ranking;

/** Every model with its accuracy and what it finds, by ReaL accuracy, best first. */
export function ModelTable({ comparison: { models, images } }: { comparison: ModelComparison }) {
  return (
    <>
      <Table
        caption={texts.caption}
        heads={[
          texts.rank,
          texts.model,
          { number: texts.real(images.withLabels) },
          { number: texts.top1(images.withOriginal) },
          { number: texts.recall },
          { number: texts.precision },
        ]}
      >
        {models.map(
          ({ model, rank, proposer, real, top1, recall, recallInterval, precision, precisionInterval }) => (
            <tr key={model}>
              <td>
                {rank.value ?? "–"}
                {rank.interval && rank.interval[0] < rank.interval[1] && (
                  <div className={styles.small} data-interval>
                    {words.models.ranking.ranks(...rank.interval)}
                  </div>
                )}
              </td>
              <th scope="row">
                {model}
                {proposer && <div className={styles.small}>{texts.proposer}</div>}
              </th>
              <td className="number">
                <Accuracy share={real} />
              </td>
              <td className="number">
                <Accuracy share={top1} />
              </td>
              <td className="number">
                <AtDepth curve={recall} intervals={recallInterval} />
              </td>
              <td className="number">
                <AtDepth curve={precision} intervals={precisionInterval} />
              </td>
            </tr>
          ),
        )}
      </Table>
      <p className={styles.text}>{texts.text}</p>
    </>
  );
}

function Accuracy({ share: { share, interval } }: { share: EvaluatedShare }) {
  if (share === null) return <span className="dim">–</span>;
  return <ShareOverInterval share={share} interval={interval} />;
}

function AtDepth({
  curve,
  intervals,
}: {
  curve: readonly (number | null)[];
  intervals: readonly (readonly [number, number] | null)[];
}) {
  const last = curve.at(-1) ?? null;
  const interval = intervals.at(-1);
  if (last === null) return <span className="dim">–</span>;
  return (
    <>
      <ShareOverInterval share={last} interval={interval} />
      <div className={styles.small}>k = {curve.length}</div>
    </>
  );
}
