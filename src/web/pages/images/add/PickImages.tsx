import { useState } from "react";
import { filesOfDrop, type Picked } from "../../../client/files/pickedFiles.ts";
import { FilePicker } from "../../../components/fields/FilePicker.tsx";
import { words } from "../../../words/words.ts";
import styles from "./AddImagesPage.module.css";

const w = words.addImages;

/** Where images are dropped, or chosen by a button. */
export function PickImages({ onPick }: { onPick(picked: Picked): void }) {
  const [isOver, setIsOver] = useState(false);
  return (
    // Whatever can be dropped can also be chosen with the buttons.
    <section
      className={styles.drop}
      aria-label={w.drop}
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        void filesOfDrop(event.dataTransfer).then(onPick);
      }}
    >
      <strong>{w.drop}</strong>
      <span>{w.or}</span>
      <div className={styles.row}>
        <FilePicker isFolder text={w.chooseFolder} onPick={onPick} />
        <FilePicker text={w.chooseFiles} accept="image/*,.zip,.tar,.tgz,.parquet" onPick={onPick} />
      </div>
    </section>
  );
}
