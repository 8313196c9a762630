import type { NoLabel } from "../../../contract/review.ts";
import { formatCount } from "../../components/format/formatCount.ts";
import { words } from "../../words/words.ts";
import styles from "./NoLabelPage.module.css";

const texts = words.review.lead.counts;

/** The review's progress: each number with its total. */
export function Counts({ data }: { data: NoLabel }) {
  const { final, images, reviewed, jointly, differing, waiting, sentBack } = data;
  const rows: [count: number, name: string, total: string][] = [
    [images, texts.images, texts.ofFinal(final)],
    [reviewed.count, texts.reviewed, texts.ofImages(images)],
    [jointly, texts.jointly, texts.ofReviewed(reviewed.count)],
    [differing, texts.differing, texts.ofImages(images)],
    [waiting, texts.waiting, texts.waitingText],
    [sentBack, texts.sentBack, texts.sentBackText],
  ];
  return (
    <dl className={styles.counts}>
      {rows.map(([count, name, total]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <strong>{formatCount(count)}</strong> <span>{total}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
