import type { NoLabel } from "../../../contract/review.ts";
import { countOf } from "../../components/format/formatCount.ts";
import { Thumbnail } from "../../components/photos/Thumbnail.tsx";
import { words } from "../../words/words.ts";
import styles from "./NoLabelPage.module.css";

const texts = words.review.lead;

interface Props {
  name: string;
  /** How many images there are; the first of them are shown. */
  total: number;
  examples: NoLabel["causes"][number]["examples"];
}

/** Images with one answer. */
export const Examples = ({ name, total, examples }: Props) => (
  <section className={styles.examples}>
    <h3>
      {name} <span>{countOf(total, "image")}</span>
    </h3>
    <ul>
      {examples.map(({ id, key, thumbnailUrl }) => (
        <li key={id}>
          <Thumbnail src={thumbnailUrl} alt={texts.example(key)} title={key} loading="lazy" />
        </li>
      ))}
    </ul>
  </section>
);
