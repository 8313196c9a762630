import { words } from "../../../words/words.ts";
import styles from "./AddImagesPage.module.css";

const shownAtOnce = 20;

/** Files that do not become images, each with the reason. */
export function Refused({
  refused: { count, first },
  title,
}: {
  refused: { count: number; first: { file: string; reason: string }[] };
  title(files: number): string;
}) {
  if (count === 0) return null;
  const shown = first.slice(0, shownAtOnce);
  return (
    <details>
      <summary>{title(count)}</summary>
      <ul className={styles.refused}>
        {shown.map(({ file, reason }) => (
          <li key={file}>
            <strong>{file}</strong>: {reason}
          </li>
        ))}
        {count > shown.length && <li>{words.addImages.more(count - shown.length)}</li>}
      </ul>
    </details>
  );
}
