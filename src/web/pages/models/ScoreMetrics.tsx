import type { EvaluatedMean } from "../../../core/evaluation/evaluatedNumbers.ts";
import type { Evaluation } from "../../../core/evaluation/evaluation.ts";
import type { ModelEvaluation } from "../../../core/evaluation/modelEvaluation.ts";
import { FoldedPanel } from "../../components/FoldedPanel.tsx";
import { ShareOverInterval } from "../../components/figures/ShareOverInterval.tsx";
import { Table } from "../../components/Table.tsx";
import { useFirstRows } from "../../components/useFirstRows.tsx";
import { words } from "../../words/words.ts";
import styles from "./ModelsPage.module.css";

const text = words.models.scores;

interface Measure {
  name: string;
  find: (model: ModelEvaluation) => EvaluatedMean | undefined;
  /** Why a model has no value at all. */
  missing?: (model: ModelEvaluation) => string | undefined;
  /** The note below the number. */
  note?: (model: ModelEvaluation) => string | undefined;
}

const ece: Measure = {
  name: text.ece,
  find: ({ calibration }) => calibration?.expectedCalibrationError,
  missing: ({ calibrationMissing }) => calibrationMissing,
};

const measuresOf = (threshold: number | undefined): Measure[] => [
  ece,
  { name: text.f1AtLabelCount, find: ({ f1AtLabelCount }) => f1AtLabelCount.micro },
  {
    name: threshold === undefined ? text.f1OfThreshold : text.f1At(threshold),
    find: ({ scores }) => scores?.f1Micro,
    missing: ({ scoresMissing }) => scoresMissing,
  },
  {
    name: text.bestF1,
    find: ({ scores }) => scores?.bestF1,
    missing: ({ scoresMissing }) => scoresMissing,
    note: ({ scores }) =>
      scores && scores.bestF1.threshold !== null ? text.from(scores.bestF1.threshold) : undefined,
  },
  {
    name: text.map,
    find: ({ scores }) => scores?.meanAveragePrecision,
    missing: ({ scoresMissing }) => scoresMissing,
  },
];

/** What the scores of predictions show: calibration, and F1 with and without a threshold. */
export function ScoreMetrics({ evaluation: { models } }: { evaluation: Evaluation }) {
  const threshold = models.find(({ scores }) => scores)?.scores?.threshold;
  const measures = measuresOf(threshold);
  const shown = measures.filter(({ find }) => models.some((model) => (find(model)?.value ?? null) !== null));
  const { shown: rows, more } = useFirstRows(models);
  const has = (name: string) => shown.some((measure) => measure.name === name);
  return (
    <FoldedPanel title={text.title} text={text.question}>
      <p className={styles.above}>
        {has(text.ece) && `${text.meansOfEce} `}
        {text.meansOfF1}
      </p>
      {shown.length > 0 && (
        <Table caption={text.title} heads={[text.model, ...shown.map(({ name }) => ({ number: name }))]}>
          {rows.map((model) => (
            <tr key={model.model}>
              <th scope="row">{model.model}</th>
              {shown.map(({ name, find, note }) => (
                <Metric key={name} mean={find(model)} note={note?.(model)} />
              ))}
            </tr>
          ))}
        </Table>
      )}
      {more}
      {has(text.bestF1) && <p className={styles.text}>{text.ofBest}</p>}
      {listReasons(models, measures).map((sentence) => (
        <p key={sentence} className={styles.text}>
          {sentence}
        </p>
      ))}
    </FoldedPanel>
  );
}

/** Why numbers are missing, each reason once, with the measures and models it applies to. */
function listReasons(models: readonly ModelEvaluation[], measures: readonly Measure[]): string[] {
  const found = measures.flatMap(({ name, find, missing }) =>
    models.flatMap((model) => {
      const value = find(model);
      const reason = missing?.(model) ?? value?.reason;
      return (value?.value ?? null) === null && reason !== undefined
        ? [{ name, model: model.model, reason }]
        : [];
    }),
  );
  return [...Map.groupBy(found, ({ reason }) => reason)].map(([reason, all]) => {
    const names = [...new Set(all.map(({ name }) => name))];
    const compared = [...new Set(all.map(({ model }) => model))];
    return text.none(
      names.join(", "),
      compared.length === models.length ? text.allModels : compared.join(", "),
      reason,
    );
  });
}

function Metric({ mean, note }: { mean: EvaluatedMean | undefined; note: string | undefined }) {
  const value = mean?.value ?? null;
  return (
    <td className="number">
      {value === null ? (
        <span className="dim">–</span>
      ) : (
        <>
          <ShareOverInterval share={value} interval={mean?.interval} />
          {note && <div className={styles.small}>{note}</div>}
        </>
      )}
    </td>
  );
}
