import { useMemo } from "react";
import { bounds, count, number, text } from "../../../charts/figureTable.ts";
import { type PersonWeekValue, personWeeks } from "../../../charts/personWeeks.ts";
import type { Pace } from "../../../contract/pace.ts";
import { rulesOf } from "../../../core/stages/rulesOf.ts";
import { FigureWithTable } from "../../components/figures/FigureWithTable.tsx";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import styles from "./PacePage.module.css";

const texts = words.pace.weeks;

interface Value extends PersonWeekValue {
  images: number;
}

/** Each person's pace and leniency, week by week, in the order of their names: never a ranking. */
export function PersonWeeks({ people, weeks }: { people: Pace["people"]; weeks: Pace["weeks"] }) {
  const name = new Map(people.map((person) => [person.id, person.name]));
  const rows = weeks
    .filter(({ stage }) => rulesOf(stage).answers === "compared")
    .map((row) => ({ ...row, person: name.get(row.person) ?? "–" }))
    .sort(
      (a, b) => a.person.localeCompare(b.person, undefined, { numeric: true }) || (a.week < b.week ? -1 : 1),
    );
  const seconds = rows.map(({ person, week, seconds: { median, interval, images } }): Value => {
    return { person, week, value: median, interval, images };
  });
  const leniency = rows.flatMap(({ person, week, leniency: found }): Value[] =>
    found ? [{ person, week, value: found.mean, interval: found.interval, images: found.images }] : [],
  );
  const gold = rows.flatMap(({ person, week, gold: found }): Value[] =>
    found ? [{ person, week, value: percent(found.exact / found.images), ...inPercent(found) }] : [],
  );
  return (
    <Panel title={texts.title}>
      {rows.length === 0 ? (
        <p className={styles.hint}>{texts.none}</p>
      ) : (
        <div className={styles.figures}>
          <p className={styles.hint}>{texts.order}</p>
          <Figure title={texts.seconds} note={texts.secondsNote} rows={seconds} name="seconds-per-image" />
          <Figure
            title={texts.leniency}
            note={leniency.length > 0 ? texts.leniencyNote : texts.noPartners}
            rows={leniency}
            name="labels-more-than-partners"
            zero={texts.asPartners}
          />
          <Figure
            title={texts.gold}
            note={gold.length > 0 ? texts.goldNote : texts.noGold}
            rows={gold}
            name="gold-images-right"
          />
        </div>
      )}
    </Panel>
  );
}

const percent = (share: number) => Math.round(share * 1000) / 10;
const inPercent = ({ images, interval }: { images: number; interval: [number, number] | null }) => ({
  images,
  interval: interval && ([percent(interval[0]), percent(interval[1])] as const),
});

interface FigureProps {
  title: string;
  note: string;
  rows: Value[];
  /** The name of the downloaded file. */
  name: string;
  zero?: string;
}

function Figure({ title, note, rows, name, zero }: FigureProps) {
  const figure = useMemo(
    () => ({
      name,
      title,
      caption: note,
      svg: personWeeks(rows, { document, title, unit: title, width: 900, ...(zero ? { zero } : {}) }),
      table: {
        columns: [
          text("person", texts.person),
          text("week", texts.week),
          count("images", texts.images),
          number("value", title),
          number("low", texts.low),
          number("high", texts.high),
        ],
        rows: rows.map(({ person, week, images, value, interval }) => {
          return [person, week, images, value, ...bounds(interval)];
        }),
      },
    }),
    [rows, title, note, name, zero],
  );
  return (
    <div>
      <h3>{title}</h3>
      {rows.length > 0 ? <FigureWithTable figure={figure} /> : <p className={styles.hint}>{note}</p>}
    </div>
  );
}
