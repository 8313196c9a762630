import { exemplarUrl } from "../../contract/images/image.ts";
import type { LabelWithExemplars } from "../../contract/labels/labelSpace.ts";
import { Dialog } from "../components/dialogs/Dialog.tsx";
import { Photo } from "../components/photos/Photo.tsx";
import { LabelNote } from "../components/texts/LabelNote.tsx";
import { words } from "../words/words.ts";
import styles from "./ReviewPage.module.css";

interface Props {
  label: LabelWithExemplars;
  onClose(): void;
}

/** All exemplars of a label, large; each opens at its original resolution. */
export function ExemplarDialog({ label, onClose }: Props) {
  return (
    <Dialog title={label.name} className={styles.exemplars} onClose={onClose}>
      <p>
        {label.definition}
        <LabelNote note={label.note} />
      </p>
      <ul>
        {label.exemplars.map(({ id }, at) => (
          <li key={id}>
            <a href={exemplarUrl(id, "original")} target="_blank" rel="noreferrer">
              <Photo src={exemplarUrl(id, "screen")} alt={words.exemplars.exemplarOf(label.name, at + 1)} />
            </a>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
