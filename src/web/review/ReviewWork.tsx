import { type RefObject, useLayoutEffect, useRef } from "react";
import type { LabelWithExemplars } from "../../contract/labels/labelSpace.ts";
import controls from "../annotate/controls.module.css";
import { ImageStage } from "../annotate/image/ImageStage.tsx";
import { Icon } from "../components/Icon.tsx";
import { useEachTimeBeforePaint } from "../components/useEachTime.ts";
import { KeyCap } from "../keys/KeyCap.tsx";
import type { Key } from "../keys/key.ts";
import { words } from "../words/words.ts";
import { AnswerFields } from "./AnswerFields.tsx";
import { ComparisonPanel } from "./ComparisonPanel.tsx";
import { OriginalLabel } from "./OriginalLabel.tsx";
import styles from "./ReviewPage.module.css";
import { confirms } from "./reviewForm.ts";
import type { Reviewing } from "./useReview.ts";

const texts = words.review;

interface Props {
  reviewing: Reviewing;
  labels: ReadonlyMap<number, LabelWithExemplars>;
  keys: ReadonlyMap<string, Key>;
  commentBox: RefObject<HTMLTextAreaElement | null>;
  onExemplars(label: number): void;
}

/** The image beside its original label and the two questions. */
export function ReviewWork({ reviewing, labels, keys, commentBox, onExemplars }: Props) {
  const { work, readOnly, isBusy, canUndo, change, submit, undo, comment, act } = reviewing;
  const { problem } = reviewing.notices;
  const scroller = useRef<HTMLDivElement>(null);
  // A new image is read from the top.
  useEachTimeBeforePaint(work?.view.id, () => {
    if (scroller.current) scroller.current.scrollTop = 0;
  });
  /** What the comment box held last, to find out what was typed. */
  const shown = useRef(comment);
  useLayoutEffect(() => {
    shown.current = comment;
  });
  if (!work) return null;
  const { view, form } = work;
  const { image, originals, comparison } = view;
  const found = form.found === null ? null : (labels.get(form.found)?.name ?? `label ${form.found}`);
  const said = (comparison?.answers ?? []).map(({ mine, cause, verdict }) => ({
    who: mine ? texts.compare.mine : texts.compare.theirsShort,
    cause,
    verdict,
  }));
  return (
    <main className={styles.main}>
      <div className={styles.left}>
        <ImageStage
          image={image}
          originalKey={keys.get("original")}
          onOriginal={() => keys.get("original")?.action()}
        />
        <p className={styles.size}>{texts.pixels(image.width, image.height)}</p>
      </div>
      <div className={styles.right}>
        <div ref={scroller} className={styles.scroll}>
          {comparison && <ComparisonPanel comparison={comparison} />}
          <section className={styles.part} aria-labelledby="original">
            <h2 id="original">{originals.length > 1 ? texts.originals : texts.original}</h2>
            {originals.length === 0 && <p className={styles.dim}>{texts.noOriginal}</p>}
            {originals.map((index) => (
              <OriginalLabel
                key={index}
                index={index}
                label={labels.get(index)}
                onExemplars={() => onExemplars(index)}
              />
            ))}
          </section>
          {found === null ? (
            <AnswerFields
              cause={form.cause}
              verdict={form.verdict}
              originals={originals.length}
              readOnly={readOnly}
              keys={keys}
              said={said}
              onCause={(cause) => change({ cause })}
              onVerdict={(verdict) => change({ verdict })}
            />
          ) : (
            <section className={styles.found}>
              <p>
                <b>{texts.found(found)}</b>
                <span>{texts.foundMeans}</span>
              </p>
              {!readOnly && (
                <button
                  type="button"
                  className={controls.square}
                  aria-label={texts.removeFound(found)}
                  title={texts.removeFound(found)}
                  onClick={() => change({ found: null })}
                >
                  <Icon name="cross" />
                </button>
              )}
            </section>
          )}
          {found === null && !comparison && !readOnly && (
            <button
              type="button"
              className={`${controls.outlined} ${styles.find}`}
              onClick={() => keys.get("find")?.action()}
            >
              <Icon name="search" /> {texts.findLabel} <KeyCap value={keys.get("find")} />
            </button>
          )}
          <div className={styles.comment}>
            <textarea
              ref={commentBox}
              rows={2}
              maxLength={4000}
              value={comment}
              readOnly={readOnly}
              aria-label={texts.comment}
              placeholder={texts.comment}
              onChange={({ target }) => {
                const from = shown.current;
                shown.current = target.value;
                act({ kind: "type", from, to: target.value });
              }}
            />
            <span>
              <KeyCap value={keys.get("comment")} />
            </span>
          </div>
        </div>
        <footer className={styles.bar}>
          {problem ? (
            <p className={styles.problem} role="alert">
              {problem}
            </p>
          ) : readOnly && !comparison ? (
            <p className={styles.dim}>{texts.locked}</p>
          ) : null}
          <span className={styles.space} />
          <button type="button" className={controls.button} disabled={!canUndo} onClick={undo}>
            {texts.undo} <KeyCap value={keys.get("undo")} />
          </button>
          <button type="button" className={controls.primary} aria-busy={isBusy} onClick={submit}>
            {submitWords(reviewing)} <KeyCap value={keys.get("submit")} />
          </button>
        </footer>
      </div>
    </main>
  );
}

function submitWords({ work, readOnly }: Reviewing): string {
  if (readOnly || !work) return texts.goOn;
  const { comparison } = work.view;
  if (comparison) return confirms(comparison, work.form) ? texts.compare.confirm : texts.compare.propose;
  return work.form.found === null ? texts.submit : texts.sendBack;
}
