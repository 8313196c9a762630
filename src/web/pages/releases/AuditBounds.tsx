import type { ReleaseAudit } from "../../../contract/releases/releaseAudit.ts";
import { formatCount } from "../../components/format/formatCount.ts";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./AuditBounds.module.css";

const texts = words.releases.audit;
const quantities = ["imagesMissing", "imagesWrong", "labelsMissing", "labelsWrong"] as const;

/** How many labels a release lacks and how many are wrong, with bounds; or why that cannot be said. */
export function AuditBounds({ audit }: { audit: ReleaseAudit }) {
  const { drawn, done, looks, progress, bounds, reason } = audit;
  const states = (Object.keys(texts.states) as (keyof typeof progress)[])
    .filter((state) => progress[state] > 0)
    .map((state) => texts.states[state](progress[state]));
  const how = `${texts.done(done, drawn)} ${states.join(", ")}.`;
  if (bounds === null)
    return (
      <p className={styles.note}>
        {how} {texts.reason(reason ?? "")}
      </p>
    );
  const parts = [
    { name: texts.whole, ...bounds.whole },
    ...(bounds.strata.length > 1 ? bounds.strata.map((part) => ({ name: part.stratum, ...part })) : []),
  ];
  return (
    <section>
      <Table
        caption={texts.caption}
        heads={[texts.images, ...quantities.map((quantity) => ({ number: texts.quantities[quantity] }))]}
      >
        {parts.map((part) => (
          <tr key={part.name}>
            <th scope="row">
              {part.name}
              <small className={styles.perImage}>{texts.audited(part.audited, part.images)}</small>
            </th>
            {quantities.map((quantity) => (
              <td className="number" key={quantity}>
                {tell(part[quantity])}
                <small className={styles.perImage}>{tellPerImage(part[quantity], quantity)}</small>
              </td>
            ))}
          </tr>
        ))}
      </Table>
      <p className={styles.note}>
        {how} {texts.below} {texts.holds(bounds.look, looks)} {texts.counted(bounds.maxPerImage, bounds.cut)}{" "}
        {progress.notJudged > 0 && texts.notJudged(progress.notJudged)} {texts.judgement}
      </p>
    </section>
  );
}

/** For images, percent of all; for labels, a number per image. */
function tellPerImage(value: Bounded, quantity: (typeof quantities)[number]): string {
  const { perImage, perImageInterval } = value;
  if (perImage === null || perImageInterval === null) return "";
  const isShare = quantity === "imagesMissing" || quantity === "imagesWrong";
  const show = (number: number) => (isShare ? (100 * number).toFixed(1) : number.toFixed(2));
  const [low, high] = perImageInterval;
  return texts.bounds(`${show(perImage)}${isShare ? " %" : ""}`, show(low), show(high));
}

type Bounded = NonNullable<ReleaseAudit["bounds"]>["whole"]["imagesMissing"];

function tell({ estimate, interval, reason }: Bounded): string {
  if (estimate === null || interval === null) return reason ?? "";
  const [low, high] = [Math.floor(interval[0]), Math.ceil(interval[1])];
  return texts.bounds(formatCount(Math.round(estimate)), formatCount(low), formatCount(high));
}
