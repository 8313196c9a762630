import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { controlChart } from "../../../charts/controlChart.ts";
import { count, number, text } from "../../../charts/figureTable.ts";
import type { DriftReport } from "../../../contract/people/drift.ts";
import { type DriftMeasure, driftMeasures } from "../../../core/people/measureDrift.ts";
import { driftQuery } from "../../client/queries/drift.ts";
import { FigureWithTable } from "../../components/figures/FigureWithTable.tsx";
import { describeNote } from "../../components/format/formatDrift.ts";
import { formatShare } from "../../components/format/formatShare.ts";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import styles from "./PersonPage.module.css";

const texts = words.drift;
/** A figure shows half a year; its table has all weeks. */
const weeksShown = 26;

type Person = DriftReport["people"][number];
type Week = Person["charts"][number]["weeks"][number];

/** A person's weeks compared with their own earlier ones; only leads see it. */
export function PersonDrift({ project, person }: { project: string; person: string }) {
  const { data } = useQuery(driftQuery(project));
  if (!data) return null;
  const { charts = [], repeats = null } = data.people.find(({ id }) => id === person) ?? {};
  return (
    <Panel title={texts.title}>
      {charts.length === 0 ? (
        <p className={styles.text}>{texts.none}</p>
      ) : (
        <>
          {data.notes
            .filter((note) => note.person.id === person)
            .map((note) => (
              <p key={note.measure} className={styles.warning}>
                {describeNote(note)}. {texts.acts[note.measure]}
              </p>
            ))}
          <p className={styles.hint}>{texts.intro}</p>
          {driftMeasures.map((measure) => (
            <Chart
              key={measure}
              measure={measure}
              weeks={charts.find((chart) => chart.measure === measure)?.weeks ?? none}
            />
          ))}
          {repeats && <p className={styles.text}>{describeRepeats(repeats)}</p>}
        </>
      )}
    </Panel>
  );
}

const none: Week[] = [];

function describeRepeats({ same, jaccard }: NonNullable<Person["repeats"]>): string {
  const { mean, interval } = jaccard;
  const between = interval ? ` (95\u00a0% ${interval[0].toFixed(2)} to ${interval[1].toFixed(2)})` : "";
  return texts.again(formatShare(same), `${mean.toFixed(2)}${between}`);
}

function Chart({ measure, weeks }: { measure: DriftMeasure; weeks: Week[] }) {
  const { title, note, none } = texts.measures[measure];
  const isShare = measure === "gold" || measure === "repeats";
  const figure = useMemo(() => makeFigure(measure, weeks, isShare), [measure, weeks, isShare]);
  const last = weeks.at(-1);
  const isJudged = weeks.some(({ unjudged }) => unjudged === null);
  return (
    <div className={styles.chart}>
      <h3>{title}</h3>
      {last === undefined ? (
        <p className={styles.text}>{none}</p>
      ) : (
        <>
          {!isJudged && last.unjudged && <p className={styles.text}>{texts.nothingJudged[last.unjudged]}</p>}
          <FigureWithTable figure={{ ...figure, title, caption: note, name: `weeks-${measure}` }} />
        </>
      )}
    </div>
  );
}

function makeFigure(measure: DriftMeasure, weeks: readonly Week[], isShare: boolean) {
  const { title } = texts.measures[measure];
  const scale = isShare ? 100 : 1;
  const unit = isShare ? `${title}, %` : title;
  const scaled = (value: number | null) => (value === null ? null : value * scale);
  return {
    svg: controlChart(
      weeks.slice(-weeksShown).map(({ week, images, value, low, high, out, unjudged }) => ({
        ...{ week, images, value: value * scale, low: scaled(low), high: scaled(high) },
        out: out?.over ?? null,
        isJudged: unjudged === null || out !== null,
      })),
      { document, title: unit, unit, ...(isShare ? { domain: [0, 100] as const } : {}) },
    ),
    table: {
      columns: [
        text("week", texts.week),
        count("images", texts.images),
        number("value", unit),
        number("low", texts.low),
        number("high", texts.high),
        number("together", texts.together),
        count("together_images", texts.togetherImages),
        number("together_low", texts.low),
        number("together_high", texts.high),
        text("state", texts.state),
      ],
      rows: weeks.map(({ week, images, value, low, high, together, unjudged, out }) => [
        ...[week, images, value * scale, scaled(low), scaled(high)],
        ...[scaled(together?.value ?? null), together?.images ?? null],
        ...[scaled(together?.low ?? null), scaled(together?.high ?? null)],
        texts.states[out?.over ?? unjudged ?? "inside"],
      ]),
    },
  };
}
