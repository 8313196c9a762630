import type { LabelWithExemplars } from "../../../contract/labels/labelSpace.ts";
import { Dialog } from "../../components/dialogs/Dialog.tsx";
import { Photo } from "../../components/photos/Photo.tsx";
import { LabelNote } from "../../components/texts/LabelNote.tsx";
import { useKeys } from "../../keys/useKeys.ts";
import { words } from "../../words/words.ts";
import { useKin } from "../cards/kin.ts";
import styles from "./KinDialog.module.css";

const texts = words.exemplars.kin;
/** Number of photos of each label. */
const maxPhotos = 4;

/** The labels of the same kind: the photos of each are below its name, so that none is taken for another's. */
export function KinDialog({ label, onClose }: { label: LabelWithExemplars; onClose(): void }) {
  const kin = useKin()(label);
  const kinds = [...new Set(kin.map(({ kind }) => kind))];
  useKeys([{ id: "kin", label: texts.key, shortcuts: [{ code: "KeyK" }], action: onClose }]);
  return (
    <Dialog title={texts.title(label.name)} className={styles.dialog} onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
      <div className={styles.list} tabIndex={0} data-autofocus>
        {label.hypernyms.length > 0 && (
          <p className={styles.about}>
            {label.name}: {words.exemplars.kindOf} {label.hypernyms.slice(0, 2).join(" › ")}
          </p>
        )}
        {kin.length === 0 && <p className={styles.about}>{texts.none}</p>}
        {kinds.map((kind) => (
          <section key={kind} aria-label={texts.others(kind)}>
            <h3>{texts.others(kind)}</h3>
            <ul>
              {kin
                .filter((one) => one.kind === kind)
                .map(({ label: { index, name, definition, note, exemplars } }) => (
                  <li key={index}>
                    <h4>{name}</h4>
                    <p className={styles.definition}>
                      {definition}
                      <LabelNote note={note} />
                    </p>
                    {exemplars.length > 0 && (
                      <div className={styles.photos}>
                        {exemplars.slice(0, maxPhotos).map(({ id, url }, at) => (
                          <Photo key={id} src={url} alt={words.exemplars.exemplarOf(name, at + 1)} />
                        ))}
                      </div>
                    )}
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
