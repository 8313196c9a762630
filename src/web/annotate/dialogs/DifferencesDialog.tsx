import { useQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState } from "react";
import { exemplarUrl } from "../../../contract/images/image.ts";
import type { LabelWithExemplars } from "../../../contract/labels/labelSpace.ts";
import { confusionsQuery } from "../../client/queries/labelSpace.ts";
import { Dialog } from "../../components/dialogs/Dialog.tsx";
import { Photo } from "../../components/photos/Photo.tsx";
import { LabelNote } from "../../components/texts/LabelNote.tsx";
import { RulingText } from "../../components/texts/RulingText.tsx";
import { useKeys } from "../../keys/useKeys.ts";
import { words } from "../../words/words.ts";
import { useKin } from "../cards/kin.ts";
import { findConfused } from "../search/findConfused.ts";
import { rulingsOn, useRulings } from "../state/rulings.ts";
import styles from "./DifferencesDialog.module.css";

const texts = words.exemplars.differences;

interface Props {
  project: string;
  label: LabelWithExemplars;
  labels: ReadonlyMap<number, LabelWithExemplars>;
  onClose(): void;
}

/** A label beside those it is most often confused with, one at a time: definitions and exemplars side by side. */
export function DifferencesDialog({ project, label, labels, onClose }: Props) {
  const { data, isPending } = useQuery(confusionsQuery(project, label.index));
  const kin = useKin();
  const rulings = rulingsOn(label.index, useRulings());
  const [chosen, setChosen] = useState(0);
  const id = useId();
  const others = isPending
    ? []
    : findConfused({
        kin: kin(label),
        // Siblings and rulings are known even without the server's answer.
        confusions: data?.confusions ?? [],
        ruled: rulings.flatMap(({ labels: pair }) => pair.filter((one) => one !== label.index)),
        labels,
      });
  const other = others[chosen];
  const ruling = rulings.find(({ labels: pair }) => other && pair.includes(other.label.index));
  const group = useRef<HTMLDivElement>(null);
  useKeys([{ id: "differences", label: texts.key, shortcuts: [{ code: "KeyD" }], action: onClose }]);
  // Once a radio button has the focus, the arrow keys choose among them by themselves.
  useEffect(() => {
    if (!isPending) group.current?.querySelector("input")?.focus();
  }, [isPending]);

  return (
    <Dialog title={texts.title(label.name)} className={styles.dialog} onClose={onClose}>
      {others.length > 0 && (
        <div ref={group} className={styles.others} role="radiogroup" aria-label={texts.others}>
          {others.map(({ label: one }, at) => (
            <label key={one.index} className={styles.choice}>
              <input type="radio" name={id} checked={at === chosen} onChange={() => setChosen(at)} />
              {one.name}
            </label>
          ))}
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
      <div className={styles.sides} tabIndex={0}>
        <Side
          label={label}
          why={label.hypernyms[0] ? `${words.exemplars.kindOf} ${label.hypernyms[0]}` : ""}
        />
        {other ? (
          <Side
            label={other.label}
            why={[
              ...(other.kind === null ? [] : [texts.sameKind(other.kind)]),
              ...(other.isRuled ? [texts.ruled] : []),
              ...(other.together === null ? [] : [texts.together(other.together)]),
            ].join("; ")}
          />
        ) : (
          <p className={styles.empty}>{isPending ? texts.loading : texts.noneFound}</p>
        )}
      </div>
      {ruling && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
        <div className={styles.ruling} tabIndex={0}>
          <RulingText
            project={project}
            ruling={ruling}
            nameOf={(one) => labels.get(one)?.name ?? words.labelSpace.unknown(one)}
            heading="h3"
          />
        </div>
      )}
      <p className={styles.hint}>{texts.hint}</p>
    </Dialog>
  );
}

function Side({ label, why }: { label: LabelWithExemplars; why: string }) {
  return (
    <section className={styles.side} aria-label={label.name}>
      <h3>{label.name}</h3>
      <p className={styles.why}>{why}</p>
      <p className={styles.definition}>
        {label.definition}
        <LabelNote note={label.note} />
      </p>
      {label.synonyms.length > 0 && (
        <p className={styles.why}>
          {texts.alsoKnownAs}: {label.synonyms.join(", ")}
        </p>
      )}
      {label.exemplars.length === 0 ? (
        <p className={styles.why}>{words.exemplars.noPhotos}</p>
      ) : (
        <div className={styles.photos}>
          {label.exemplars.map(({ id }, at) => (
            <Photo
              key={id}
              src={exemplarUrl(id, "thumbnail")}
              alt={words.exemplars.exemplarOf(label.name, at + 1)}
            />
          ))}
        </div>
      )}
    </section>
  );
}
