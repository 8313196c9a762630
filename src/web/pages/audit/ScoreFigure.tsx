import type { Audit } from "../../../contract/audit.ts";
import { words } from "../../words/words.ts";
import styles from "./ScoreFigure.module.css";

const texts = words.audit;

/** The units it is drawn in, before scaling to the page's width. */
const [width, height] = [720, 150];
const edge = { left: 8, right: 12, top: 10, bottom: 12 };

/** A list's scores by place, with the leads' verdicts: shows where to stop reading. */
export function ScoreFigure({ list: { kind, curve, verdicts } }: { list: Audit["lists"][number] }) {
  const [first, last] = [curve[0], curve.at(-1)];
  const scores = curve.map(([, score]) => score);
  const [least, most] = [Math.min(...scores), Math.max(...scores)];
  // A straight line says nothing.
  if (!first || !last || curve.length < 3 || least === most) return null;
  const x = (place: number) =>
    edge.left + ((place - 1) / Math.max(1, last[0] - 1)) * (width - edge.left - edge.right);
  const y = (score: number) =>
    height - edge.bottom - ((score - least) / (most - least)) * (height - edge.top - edge.bottom);
  const [lowest, highest] = toldApart(least, most);
  const line = curve.map(([place, score]) => `${x(place).toFixed(1)},${y(score).toFixed(1)}`).join(" ");
  const issues = verdicts.filter(([, , verdict]) => verdict === "issue").length;
  const { figure, kinds } = texts;
  const described = figure.described(first[1], last[1], last[0], issues, verdicts.length - issues);
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <span>{figure.about(verdicts.length)}</span>
        {verdicts.length > 0 && (
          <span className={styles.legend}>
            {(["issue", "fine"] as const).map((verdict) => (
              <span key={verdict} className={styles.mark} data-verdict={verdict}>
                {texts.verdicts[verdict]}
              </span>
            ))}
          </span>
        )}
      </figcaption>
      <div className={styles.plot}>
        <span className={styles.most}>{highest}</span>
        <span className={styles.least}>{lowest}</span>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${figure.title(kinds[kind].name)}. ${described}`}
        >
          <polyline className={styles.line} points={line} vectorEffect="non-scaling-stroke" />
          {verdicts.map(([place, score, verdict]) => (
            <line
              key={place}
              className={styles.tick}
              data-verdict={verdict}
              x1={x(place)}
              x2={x(place)}
              y1={y(score) - 9}
              y2={y(score) + 9}
              vectorEffect="non-scaling-stroke"
            />
          ))}
        </svg>
        <span className={styles.axis}>{figure.score[kind]}</span>
        <span className={styles.places}>{figure.place}</span>
      </div>
    </figure>
  );
}

/** Two numbers with as few digits as distinguish them, but at least two. */
function toldApart(least: number, most: number): [string, string] {
  for (let digits = 2; digits < 17; digits++) {
    const texts: [string, string] = [least.toPrecision(digits), most.toPrecision(digits)];
    if (texts[0] !== texts[1]) return texts;
  }
  return [String(least), String(most)];
}
