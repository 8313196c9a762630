import { useEffect, useMemo, useRef } from "react";
import { type PersonWeekValue, personWeeks } from "../../../charts/personWeeks.ts";
import type { Pace } from "../../../contract/pace.ts";
import { formatCount } from "../../components/formatCount.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
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
    .filter(({ stage }) => stage === "annotate")
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
  /** Of the file that it downloads as. */
  name: string;
  zero?: string;
}

function Figure({ title, note, rows, name, zero }: FigureProps) {
  const place = useRef<HTMLElement>(null);
  const svg = useMemo(
    () => personWeeks(rows, { document, title, unit: title, width: 900, ...(zero ? { zero } : {}) }),
    [rows, title, zero],
  );
  useEffect(() => {
    if (rows.length > 0) place.current?.replaceChildren(svg);
  }, [svg, rows.length]);
  return (
    <div>
      <h3>{title}</h3>
      <p className={styles.hint}>{note}</p>
      {rows.length > 0 && (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
          <section ref={place} className={styles.figure} aria-label={texts.figure(title)} tabIndex={0} />
          <details className={styles.table}>
            <summary>{texts.tableOf(title)}</summary>
            <WeekTable title={title} rows={rows} />
            <p className={styles.hint}>
              <a href={toCsv(rows)} download={`${name}.csv`}>
                {texts.download}
              </a>
            </p>
          </details>
        </>
      )}
    </div>
  );
}

const WeekTable = ({ title, rows }: { title: string; rows: Value[] }) => (
  <Table caption={texts.tableOf(title)}>
    <thead>
      <tr>
        <th scope="col">{texts.person}</th>
        <th scope="col">{texts.week}</th>
        <th scope="col" className="number">
          {texts.images}
        </th>
        <th scope="col" className="number">
          {title}
        </th>
        <th scope="col" className="number">
          {texts.interval}
        </th>
      </tr>
    </thead>
    <tbody>
      {rows.map(({ person, week, images, value, interval }) => (
        <tr key={`${person} ${week}`}>
          <th scope="row">{person}</th>
          <td>{week}</td>
          <td className="number">{formatCount(images)}</td>
          <td className="number">{short(value)}</td>
          <td className="number">{interval ? `${short(interval[0])} to ${short(interval[1])}` : "–"}</td>
        </tr>
      ))}
    </tbody>
  </Table>
);

const short = (value: number) => String(Math.round(value * 100) / 100);

function toCsv(rows: readonly Value[]): string {
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = rows.map(({ person, week, images, value, interval }) =>
    [quote(person), week, images, value, interval?.[0] ?? "", interval?.[1] ?? ""].join(),
  );
  const text = ["person,week,images,value,low,high", ...lines, ""].join("\n");
  return `data:text/csv;charset=utf-8,${encodeURIComponent(text)}`;
}
