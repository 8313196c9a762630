import { useMemo } from "react";
import { annotatorEstimates } from "../../../charts/annotatorEstimates.ts";
import { bounds, count, type Figure, number, text as textColumn } from "../../../charts/figureTable.ts";
import type { AnnotatorStatistics } from "../../../contract/agreement.ts";
import { isFew } from "../../../core/agreement/measureAnnotators.ts";
import { type Estimate, fewImages } from "../../../core/estimate.ts";
import { FigureWithTable } from "../../components/figures/FigureWithTable.tsx";
import { formatCount } from "../../components/format/formatCount.ts";
import { IndependentNote } from "../../components/messages/IndependentNote.tsx";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { useFirstRows } from "../../components/useFirstRows.tsx";
import { words } from "../../words/words.ts";
import styles from "./AgreementPage.module.css";
import { formatEstimate, formatRange } from "./formatEstimate.ts";

const text = words.agreement.people;
const matches = ["partners", "gold", "final", "refined"] as const;

/** What can be said about each annotator, by name. */
export function AnnotatorTable({ annotators }: { annotators: AnnotatorStatistics[] }) {
  const figure = useMemo(() => drawLeniency(annotators), [annotators]);
  const { shown, more } = useFirstRows(annotators);
  return (
    <Panel title={text.title}>
      <p className={styles.above}>{text.text}</p>
      <Table caption={text.title}>
        <thead>
          <tr>
            <th scope="col">{text.name}</th>
            <th scope="col" className="number">
              {text.leniency}
            </th>
            {matches.map((match) => (
              <th key={match} scope="col" className="number">
                {text[match]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((person) => (
            <tr key={person.id}>
              <th scope="row">
                {person.name}
                <IndependentNote dependence={person.dependence} />
              </th>
              <td className="number">
                <Cell
                  estimate={person.leniency}
                  isShare={false}
                  below={
                    person.own === null || person.ofPartners === null
                      ? undefined
                      : text.perImage(person.own.toFixed(2), person.ofPartners.toFixed(2))
                  }
                />
              </td>
              {matches.map((match) => (
                <td key={match} className="number">
                  <Cell estimate={person[match].exactMatch} isShare />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      {more}
      <p className={styles.below}>{text.finalText}</p>
      <FigureWithTable figure={figure} />
    </Panel>
  );
}

/** Leniency as a picture; all measures in the table. */
function drawLeniency(annotators: readonly AnnotatorStatistics[]): Figure {
  const title = text.leniency;
  return {
    name: "annotators",
    title,
    caption: text.caption,
    svg: annotatorEstimates(
      annotators.map(({ name, leniency }) => ({ name, ...leniency })),
      { document, width: 820, title },
    ),
    table: {
      columns: [
        textColumn("annotator", text.name),
        textColumn("measure", words.agreement.sets.measure),
        number("value", words.agreement.value),
        number("low", words.agreement.low),
        number("high", words.agreement.high),
        count("n", words.agreement.n),
        textColumn("note", text.note),
      ],
      rows: annotators.flatMap((person) =>
        [
          { measure: text.leniency, estimate: person.leniency },
          ...matches.map((match) => ({ measure: text[match], estimate: person[match].exactMatch })),
        ].map(({ measure, estimate: { value, interval, n, reason } }) => [
          person.name,
          measure,
          value,
          ...bounds(interval),
          n,
          reason ?? (isFew({ n }) ? text.few(fewImages) : null),
        ]),
      ),
    },
  };
}

function Cell({
  estimate,
  isShare,
  below,
}: {
  estimate: Estimate;
  isShare: boolean;
  below?: string | undefined;
}) {
  const { value, n, reason = "" } = estimate;
  if (value === null) return <span className="dim">{text.reasons[reason] ?? reason}</span>;
  const sign = !isShare && value > 0 ? "+" : "";
  const range = formatRange(estimate, isShare);
  return (
    <span className={isFew({ n }) ? styles.few : ""}>
      {sign}
      {formatEstimate(estimate, isShare)}
      {range && <div className={styles.small}>{range}</div>}
      <div className={styles.small}>n {formatCount(n)}</div>
      {below && <div className={styles.small}>{below}</div>}
      {isFew({ n }) && <div className={styles.small}>{text.few(fewImages)}</div>}
    </span>
  );
}
