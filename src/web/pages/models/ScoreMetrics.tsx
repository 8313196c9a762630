import type { EvaluatedMean, Evaluation } from "../../../core/evaluation/evaluation.ts";
import { formatInterval, formatPercent } from "../../components/format/formatShare.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./ModelsPage.module.css";

const text = words.models.scores;

/** What the scores of predictions tell: calibration, and F1 with and without a threshold. */
export function ScoreMetrics({ evaluation: { models } }: { evaluation: Evaluation }) {
  const threshold = models.find(({ scores }) => scores)?.scores?.threshold;
  return (
    <Panel title={text.title}>
      <p className={styles.above}>{text.text}</p>
      <Table
        caption={text.title}
        heads={[
          text.model,
          { number: text.ece },
          { number: text.f1AtLabelCount },
          ...(threshold === undefined
            ? []
            : [{ number: text.f1At(threshold) }, { number: text.bestF1 }, { number: text.map }]),
        ]}
      >
        {models.map(({ model, calibration, calibrationMissing, f1AtLabelCount, scores, scoresMissing }) => (
          <tr key={model}>
            <th scope="row">{model}</th>
            <Metric of={calibration?.expectedCalibrationError} why={calibrationMissing} />
            <Metric of={f1AtLabelCount.micro} />
            {threshold !== undefined && (
              <>
                <Metric of={scores?.f1Micro} why={scoresMissing} />
                <Metric
                  of={scores?.bestF1}
                  why={scoresMissing}
                  note={scores && scores.bestF1.threshold !== null && text.from(scores.bestF1.threshold)}
                />
                <Metric of={scores?.meanAveragePrecision} why={scoresMissing} />
              </>
            )}
          </tr>
        ))}
      </Table>
      <p className={styles.text}>{text.below}</p>
    </Panel>
  );
}

function Metric({
  of,
  why,
  note,
}: {
  of: EvaluatedMean | undefined;
  why?: string | undefined;
  note?: string | false | null | undefined;
}) {
  const value = of?.value ?? null;
  return (
    <td className="number">
      {value === null ? (
        <span className="dim" title={of?.reason ?? why}>
          –
        </span>
      ) : (
        <>
          {formatPercent(value)}
          {of?.interval && <div className={styles.small}>{formatInterval(of.interval)}</div>}
          {note && <div className={styles.small}>{note}</div>}
        </>
      )}
    </td>
  );
}
