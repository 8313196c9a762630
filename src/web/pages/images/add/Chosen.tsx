import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { countOthers, filesToSend, imagePathsOf } from "../../../client/files/imagePathsOf.ts";
import type { Picked } from "../../../client/files/pickedFiles.ts";
import { formatBytes } from "../../../components/format/formatBytes.ts";
import { Problem } from "../../../components/texts/Problem.tsx";
import { words } from "../../../words/words.ts";
import styles from "./AddImagesPage.module.css";

const w = words.addImages;
/** How many file extensions are listed individually. */
const kindsTold = 6;

/** What was chosen and not sent yet, or interrupted while being sent. */
export function Chosen({
  picked,
  error,
  onSend,
  others,
}: {
  picked: Picked;
  error: unknown;
  onSend(): void;
  others: ReactNode;
}) {
  const sent = filesToSend(picked);
  const images = imagePathsOf(picked).length;
  const bytes = sent.reduce((sum, { file }) => sum + file.size, 0);
  const left = countOthers(picked);
  const kinds = left.slice(0, kindsTold).map(([extension, files]) => w.kind(extension, files));
  const isStopped = error instanceof DOMException && error.name === "AbortError";
  return (
    <div className={styles.panel}>
      <p>
        <strong>
          {sent.length > 0
            ? w.chosen(images, sent.length - images, formatBytes(bytes), picked.folder)
            : w.noImages}
        </strong>
      </p>
      {left.length > 0 && (
        <p className={styles.dim}>
          {w.staysBehind(
            left.reduce((sum, [, files]) => sum + files, 0),
            kinds.join(", "),
          )}
        </p>
      )}
      {isStopped ? <p role="status">{w.stopped}</p> : <Problem error={error} />}
      <div className={styles.row}>
        {sent.length > 0 && <Button onClick={onSend}>{error ? w.again : w.send}</Button>}
        {others}
      </div>
    </div>
  );
}
