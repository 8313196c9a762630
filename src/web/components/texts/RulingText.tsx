import { imageUrl } from "../../../contract/images/image.ts";
import type { Ruling } from "../../../contract/rulings/rulings.ts";
import { words } from "../../words/words.ts";
import { Photo } from "../photos/Photo.tsx";
import { GuidelineText } from "./GuidelineText.tsx";
import styles from "./RulingText.module.css";

interface Props {
  project: string;
  ruling: Pick<Ruling, "labels" | "kind" | "text" | "examples">;
  nameOf(label: number): string;
  heading: "h2" | "h3";
}

/** What a ruling says, what it means for ticking, why, and example images. */
export function RulingText({ project, ruling, nameOf, heading: Heading }: Props) {
  const { kind, text, examples } = ruling;
  const [first, second] = ruling.labels.map(nameOf) as [string, string];
  return (
    <div className={styles.ruling}>
      <Heading>{words.rulings.states(kind, first, second)}</Heading>
      <p className={styles.meaning}>{words.rulings.meaning(kind, first, second)}</p>
      {text !== "" && <GuidelineText project={project} markdown={text} />}
      {examples.length > 0 && (
        <>
          <p className={styles.caption}>{words.rulings.examples}</p>
          <ul className={styles.examples} aria-label={words.rulings.examples}>
            {examples.map((image, at) => (
              <li key={image}>
                <a href={imageUrl(image, "screen")} target="_blank" rel="noreferrer">
                  <Photo src={imageUrl(image, "thumbnail")} alt={words.rulings.example(at + 1)} />
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
