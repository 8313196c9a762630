import type { LabelWithExemplars } from "../../contract/labelSpace.ts";
import { words } from "../words/words.ts";
import styles from "./NearestLabels.module.css";
import { useNearLabels } from "./nearLabels.ts";
import { Photo } from "./Photo.tsx";

const texts = words.exemplars;
/** Parents that are named. */
const mostKinds = 3;

/** What stands in the place of exemplars: what the label is a kind of, and its nearest labels with a photo of each. */
export function NearestLabels({ label, most }: { label: LabelWithExemplars; most: number }) {
  const near = useNearLabels()(label, most);
  const hasPhotos = near.some(({ exemplars }) => exemplars.length > 0);
  return (
    <div className={styles.place}>
      {label.hypernyms.length > 0 && (
        <p className={styles.kinds}>
          <span className={styles.caption}>{texts.kindOf}</span>{" "}
          {label.hypernyms.slice(0, mostKinds).join(" › ")}
        </p>
      )}
      {near.length > 0 && (
        <>
          <p className="visuallyHidden">{texts.nearest}</p>
          <ul className={styles.near}>
            {near.map(({ index, name, exemplars: [first] }) => (
              <li key={index}>
                {first ? <Photo src={first.url} alt="" /> : hasPhotos && <span data-empty />}
                <span className={styles.name} title={name}>
                  {name}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
