import { useMemo } from "react";
import { agreementEstimates } from "../../../charts/agreementEstimates.ts";
import { bounds, count, type Figure, number, text as textColumn } from "../../../charts/figureTable.ts";
import type { ProjectAgreement } from "../../../contract/agreement.ts";
import { FoldedPanel } from "../../components/FoldedPanel.tsx";
import { FigureWithTable } from "../../components/figures/FigureWithTable.tsx";
import { formatCount } from "../../components/format/formatCount.ts";
import { words } from "../../words/words.ts";
import styles from "./AgreementPage.module.css";
import { EstimateTable, type MeasureRow } from "./EstimateTable.tsx";

const text = words.agreement;

const measures = ["exactMatch", "jaccard", "masi", "alphaJaccard", "alphaMasi"] as const;
const versions = ["shown", "unshown-as-no", "same-labels"] as const;

/** Agreement on whole sets, with a figure of these measures and of those label by label. */
export function SetAgreement({ report }: { report: ProjectAgreement }) {
  const rowsOf = (sets: ProjectAgreement["sets"], isExplained: boolean) =>
    measures.map((measure): MeasureRow => {
      const [name, explanation] = text.measures[measure];
      const isShare = measure === "exactMatch";
      return { name, estimate: sets[measure], isShare, ...(isExplained && { explanation }) };
    });
  const { all, no, maybe, unseen, found } = report.sets.differences;
  const parts: [number, string][] = [
    [no, text.sets.no],
    [maybe, text.sets.maybe],
    [found ?? 0, text.sets.search],
    [unseen - (found ?? 0), text.sets.closed],
  ];
  return (
    <FoldedPanel title={text.sets.title} text={text.sets.text}>
      <Estimates report={report} />
      <div className={styles.numbers}>
        <EstimateTable caption={text.sets.title} rows={rowsOf(report.sets, true)} columnName={text.ofAll} />
      </div>
      {all === 0 ? (
        <p className={styles.below}>{text.sets.noDifferences}</p>
      ) : (
        <>
          <p className={styles.below}>{text.sets.differences(all)}</p>
          <ul className={styles.differences}>
            {parts.map(([times, what]) => (
              <li key={what}>
                <b>{formatCount(times)}</b>
                {what}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3 className={styles.part}>{text.sets.shownToAll}</h3>
      <p className={styles.above}>{text.sets.shownToAllText}</p>
      <div className={styles.numbers}>
        <EstimateTable
          caption={text.sets.shownToAll}
          rows={rowsOf(report.setsShownToAll, false)}
          columnName={text.ofAll}
        />
      </div>
    </FoldedPanel>
  );
}

/** Agreement label by label, in three versions of what counts as an answer. */
export function LabelAgreement({ report: { answers } }: { report: ProjectAgreement }) {
  const rows = versions.flatMap((version): MeasureRow[] => {
    const [name, explanation] = text.labels.versions[version];
    const { agreement, fleissKappa, gwetAC1, krippendorffAlpha } = answers[version];
    return [
      { name: `${name}: ${text.labels.agreement}`, explanation, estimate: agreement, isShare: true },
      { name: `${name}: ${text.labels.kappa}`, estimate: fleissKappa, isShare: false },
      { name: `${name}: ${text.labels.ac1}`, estimate: gwetAC1, isShare: false },
      { name: `${name}: ${text.labels.alpha}`, estimate: krippendorffAlpha, isShare: false },
    ];
  });
  return (
    <FoldedPanel title={text.labels.title} text={text.labels.question}>
      <p className={styles.above}>{text.labels.text}</p>
      <EstimateTable caption={text.labels.title} rows={rows} columnName={text.labelsOfImages} />
    </FoldedPanel>
  );
}

function Estimates({ report }: { report: ProjectAgreement }) {
  const figure = useMemo((): Figure => {
    const rows = [
      ...measures.map((measure) => ({ name: text.measures[measure][0], ...report.sets[measure] })),
      ...versions.map((version) => ({
        name: `${text.labels.kappa}, ${text.labels.versions[version][0].toLowerCase()}`,
        ...report.answers[version].fleissKappa,
      })),
    ];
    const { figure: title, caption, measure } = text.sets;
    return {
      name: "agreement",
      title,
      caption,
      svg: agreementEstimates(rows, { document, width: 820, title }),
      table: {
        columns: [
          textColumn("measure", measure),
          number("value", text.value),
          number("low", text.low),
          number("high", text.high),
          count("n", text.n),
        ],
        rows: rows.map(({ name, value, interval, n }) => [name, value, ...bounds(interval), n]),
      },
    };
  }, [report]);
  return <FigureWithTable figure={figure} />;
}
