import { Button } from "@mantine/core";
import { useState } from "react";
import { type LabelPage, maxExemplars } from "../../../contract/labels/label.ts";
import { Command } from "../../components/buttons/Command.tsx";
import { formatTime } from "../../components/format/formatTime.ts";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import styles from "./ExemplarEditor.module.css";
import { ExemplarTile } from "./ExemplarTile.tsx";
import type { ExemplarDraft } from "./useExemplarDraft.ts";

const texts = words.labels.exemplars;

/** A label's exemplars in order, with everything that can be done with them, and the photos that could be added. */
export function ExemplarEditor({ data, draft }: { data: LabelPage; draft: ExemplarDraft }) {
  const { label, exemplarVersion, changed } = data;
  const { photos, spares, save } = draft;
  const [replacing, setReplacing] = useState<number | null>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const [message, setMessage] = useState("");
  const move = (from: number, to: number) => {
    if (to < 0 || to >= photos.length) return;
    draft.move(from, to);
    setReplacing(null);
    setMessage(texts.moved(to + 1, photos.length));
  };

  return (
    <Panel title={texts.title}>
      <p className={styles.about}>
        {texts.about}
        {changed && (
          <>
            {" "}
            <span className={styles.version}>
              {texts.version(exemplarVersion, formatTime(changed.at), changed.by)}
            </span>
          </>
        )}
      </p>
      {photos.length === 0 ? (
        <div className={styles.none}>
          <p>
            <strong>{texts.none}</strong>
          </p>
          <p>{texts.noneHint}</p>
          <Command call="import exemplars FOLDER" />
        </div>
      ) : (
        <ol className={styles.photos} aria-label={texts.list}>
          {photos.map((photo, at) => (
            <ExemplarTile
              key={photo.id}
              photo={photo}
              name={texts.photo(label.name, at + 1, photos.length)}
              isFirst={at === 0}
              isLast={at === photos.length - 1}
              isReplaced={replacing === at}
              canReplace={spares.length > 0}
              onMove={(by) => move(at, at + by)}
              onRemove={() => {
                draft.remove(at);
                setReplacing(null);
              }}
              onReplace={() => setReplacing(replacing === at ? null : at)}
              onDragStart={() => setDragged(at)}
              onDragEnd={() => setDragged(null)}
              onDrop={() => {
                if (dragged !== null && dragged !== at) move(dragged, at);
                setDragged(null);
              }}
            />
          ))}
        </ol>
      )}
      {photos.length > 0 && <p className={styles.keys}>{texts.keys}</p>}

      <h3 className={styles.heading}>{texts.spares}</h3>
      <p className={styles.about}>
        {spares.length === 0 ? texts.noSpares : replacing === null ? texts.sparesAbout : texts.sparesReplace}
      </p>
      {spares.length > 0 && (
        <ul className={styles.spares} data-asked={replacing !== null || undefined}>
          {spares.map((photo, at) => (
            <li key={photo.id}>
              <button
                type="button"
                aria-label={(replacing === null ? texts.spare : texts.spareReplaces)(label.name, at + 1)}
                disabled={replacing === null && draft.isFull}
                onClick={() => {
                  draft.put(photo, replacing);
                  setReplacing(null);
                }}
              >
                <img src={photo.url} alt="" loading="lazy" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {draft.isFull && <p className={styles.about}>{texts.full(maxExemplars)}</p>}

      <div className={styles.save} data-changed={draft.isChanged || undefined}>
        <Button onClick={() => save.mutate()} disabled={!draft.isChanged} loading={save.isPending}>
          {texts.save(exemplarVersion + 1)}
        </Button>
        {draft.isChanged && (
          <Button
            variant="default"
            onClick={() => {
              draft.discard();
              setReplacing(null);
            }}
          >
            {texts.discard}
          </Button>
        )}
        <span role="status" className={styles.state}>
          {save.isError
            ? ""
            : draft.isChanged
              ? message || texts.unsaved
              : save.data
                ? texts.saved(save.data.version)
                : ""}
        </span>
        {save.isError && (
          <span role="alert" className={styles.error}>
            {save.error.message}
          </span>
        )}
      </div>
    </Panel>
  );
}
