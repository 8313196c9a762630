import type { ModelComparison } from "../../../core/makeComparison.ts";
import type { JudgedShare } from "../../../core/rankModels.ts";
import { formatCount } from "../../components/formatCount.ts";
import { formatInterval, formatPercent } from "../../components/formatShare.ts";
import { Table } from "../../components/Table.tsx";
import styles from "./ModelsPage.module.css";

/** Every model with its accuracy and what it finds, best first by ReaL accuracy. */
export function ModelTable({ comparison: { models, images } }: { comparison: ModelComparison }) {
  return (
    <>
      <Table caption="Models by ReaL accuracy">
        <thead>
          <tr>
            <th scope="col">Rank</th>
            <th scope="col">Model</th>
            <th scope="col" className="number">
              {`ReaL, of\u00a0${formatCount(images.withLabels)}`}
            </th>
            <th scope="col" className="number">
              {`Top-1, of\u00a0${formatCount(images.withOriginal)}`}
            </th>
            <th scope="col" className="number">
              Relative recall
            </th>
            <th scope="col" className="number">
              Precision
            </th>
          </tr>
        </thead>
        <tbody>
          {models.map(({ model, rank, proposer, real, top1, recall, precision }) => (
            <tr key={model}>
              <td>{rank ?? "–"}</td>
              <th scope="row">
                {model}
                {proposer && <div className={styles.small}>proposed these labels: not ranked</div>}
              </th>
              <td className="number">
                <Accuracy share={real} />
              </td>
              <td className="number">
                <Accuracy share={top1} />
              </td>
              <td className="number">
                <AtDepth curve={recall} />
              </td>
              <td className="number">
                <AtDepth curve={precision} />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className={styles.text}>
        ReaL: the first label is a valid one. Top-1: it is the original label. 95 % intervals below; recall
        and precision are over all labels that a model keeps per image (k).
      </p>
    </>
  );
}

function Accuracy({ share: { share, interval } }: { share: JudgedShare }) {
  if (share === null) return <span className="dim">–</span>;
  return (
    <>
      {formatPercent(share)}
      {interval && <div className={styles.small}>{formatInterval(interval)}</div>}
    </>
  );
}

function AtDepth({ curve }: { curve: readonly (number | null)[] }) {
  const last = curve.at(-1) ?? null;
  if (last === null) return <span className="dim">–</span>;
  return (
    <>
      {formatPercent(last)}
      <div className={styles.small}>k = {curve.length}</div>
    </>
  );
}
