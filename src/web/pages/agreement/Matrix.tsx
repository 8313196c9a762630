import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { annotatorMatrix } from "../../../charts/annotatorMatrix.ts";
import { bounds, count, interval, number, share, text as textColumn } from "../../../charts/figureTable.ts";
import type { ProjectAgreement } from "../../../contract/agreement.ts";
import { fewImages } from "../../../core/estimate.ts";
import { FigureFiles } from "../../components/figures/FigureFiles.tsx";
import { formatCount } from "../../components/format/formatCount.ts";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import styles from "./AgreementPage.module.css";
import { formatEstimate, formatRange } from "./formatEstimate.ts";
import matrixStyles from "./Matrix.module.css";

type Pair = ProjectAgreement["pairs"][number];
type Measure = "sameSet" | "jaccard" | "kappa";

const text = words.agreement.pairs;

const measured: Record<Measure, (pair: Pair) => number | null> = {
  sameSet: ({ sameSet, images }) => sameSet / images,
  jaccard: ({ jaccard }) => jaccard,
  kappa: ({ kappas }) => kappas.shown.cohenKappa,
};

const intervals: Record<Measure, (pair: Pair) => [number, number] | null> = {
  sameSet: ({ sameSetInterval }) => sameSetInterval,
  jaccard: ({ jaccardInterval }) => jaccardInterval,
  kappa: ({ kappas }) => kappas.shown.interval,
};

const show = (measure: Measure, pair: Pair) =>
  formatEstimate(
    { value: measured[measure](pair), interval: intervals[measure](pair) },
    measure === "sameSet",
  );

/** The interval of a cell's value, in words; empty if there is none. */
const tellInterval = (measure: Measure, pair: Pair) =>
  text.interval(text[measure], formatRange({ interval: intervals[measure](pair) }, measure === "sameSet"));

interface Props {
  report: ProjectAgreement;
  onOpen: (a: { id: string; name: string }, b: { id: string; name: string }) => void;
}

/** Annotators compared with each other. A row holds all partners of one person. */
export function Matrix({ report: { annotators, pairs }, onOpen }: Props) {
  const [measure, setMeasure] = useState<Measure>("sameSet");
  const pairOf = new Map(
    pairs.flatMap((pair) => {
      const [a, b] = pair.annotators;
      return [
        [`${a} ${b}`, pair],
        [`${b} ${a}`, pair],
      ] as const;
    }),
  );
  // Two people with the same name must not share a row of the figure.
  const figureName = new Map(
    annotators.map(({ id, name }, at) => [
      id,
      annotators.some((other) => other.id !== id && other.name === name) ? `${name} (${at + 1})` : name,
    ]),
  );
  const cells = pairs.map((pair) => {
    const value = measured[measure](pair);
    const [a, b] = pair.annotators.map((id) => figureName.get(id)!) as [string, string];
    return { a, b, value, text: show(measure, pair), n: pair.images };
  });
  if (pairs.length === 0)
    return (
      <Panel title={text.title}>
        <p className={styles.text}>{text.alone}</p>
      </Panel>
    );
  return (
    <Panel title={text.title}>
      <p className={styles.above}>{text.text}</p>
      <div className={matrixStyles.choice}>
        <SegmentedControl
          aria-label={text.measure}
          value={measure}
          onChange={(value) => setMeasure(value as Measure)}
          data={(["sameSet", "jaccard", "kappa"] as const).map((value) => ({ value, label: text[value] }))}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
      <section className={matrixStyles.scroll} aria-label={text.title} tabIndex={0}>
        <table className={matrixStyles.matrix}>
          <caption className="visuallyHidden">{`${text.title}: ${text[measure]}`}</caption>
          <thead>
            <tr>
              <td />
              {annotators.map(({ id, name }) => (
                <th key={id} scope="col">
                  <span className={matrixStyles.column} title={name}>
                    {name}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {annotators.map((row) => (
              <tr key={row.id}>
                <th scope="row" title={row.name}>
                  {row.name}
                </th>
                {annotators.map((column) => {
                  const pair = pairOf.get(`${row.id} ${column.id}`);
                  if (!pair)
                    return (
                      <td key={column.id} className={`${matrixStyles.cell} ${matrixStyles.empty}`}>
                        {row.id === column.id ? "" : <span title={text.none}>–</span>}
                      </td>
                    );
                  const value = measured[measure](pair);
                  const isFew = pair.images < fewImages;
                  return (
                    <td
                      key={column.id}
                      className={`${matrixStyles.cell} ${isFew ? matrixStyles.few : ""}`}
                      style={{ background: shade(value, isFew) }}
                    >
                      <button
                        type="button"
                        onClick={() => onOpen(row, column)}
                        title={tellInterval(measure, pair)}
                      >
                        <span className="visuallyHidden">{text.pair(row.name, column.name)}</span>
                        <span className={matrixStyles.value}>{show(measure, pair)}</span>n{" "}
                        {formatCount(pair.images)}
                        <span className="visuallyHidden">{text.showImages}</span>
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={styles.below}>
        {text.few(fewImages)} {measure === "kappa" && text.kappaText}
      </p>
      <FigureFiles
        figure={{
          name: `annotators-${measure}`,
          title: text.title,
          caption: text.text,
          svg: annotatorMatrix(cells, [...figureName.values()], {
            document,
            title: `${text.title}: ${text[measure]}`,
          }),
          table: {
            columns: [
              textColumn("annotator", text.annotator),
              textColumn("other", text.other),
              count("images", words.agreement.ofAll),
              count("same_set_count", text.sameSetCount),
              share("same_set", text.sameSet),
              ...interval("same_set"),
              number("jaccard", text.jaccard),
              number("jaccard_low", words.agreement.low),
              number("jaccard_high", words.agreement.high),
              number("cohen_kappa", text.kappa),
              number("cohen_kappa_low", words.agreement.low),
              number("cohen_kappa_high", words.agreement.high),
              count("questions", text.questions),
            ],
            rows: pairs.map((pair, at) => [
              cells[at]!.a,
              cells[at]!.b,
              pair.images,
              pair.sameSet,
              pair.sameSet / pair.images,
              ...bounds(pair.sameSetInterval),
              pair.jaccard,
              ...bounds(pair.jaccardInterval),
              pair.kappas.shown.cohenKappa,
              ...bounds(pair.kappas.shown.interval),
              pair.kappas.shown.questions,
            ]),
          },
        }}
      />
    </Panel>
  );
}

/** The greater, the darker, but the number stays readable in both colour schemes. Undefined values are grey. */
const shade = (value: number | null, isFew: boolean) =>
  value === null
    ? "var(--kbd)"
    : `color-mix(in srgb, var(--acc) ${Math.round(Math.max(0, value) * (isFew ? 8 : 34)) + 3}%, var(--panel))`;
