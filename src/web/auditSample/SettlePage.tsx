import { useRef, useState } from "react";
import type { AuditDifference } from "../../contract/auditSample.ts";
import { classes } from "../annotate/cards/classes.ts";
import controls from "../annotate/controls.module.css";
import { GuidelineDialog } from "../annotate/dialogs/GuidelineDialog.tsx";
import { ImageStage } from "../annotate/image/ImageStage.tsx";
import { OriginalViewer } from "../annotate/image/OriginalViewer.tsx";
import { useLabels } from "../client/queries/labelSpace.ts";
import { TextButton } from "../components/buttons/TextButton.tsx";
import { HelpSheet } from "../components/dialogs/HelpSheet.tsx";
import { KeyCap } from "../keys/KeyCap.tsx";
import { useKeys } from "../keys/useKeys.ts";
import { shownReason } from "../language/shownReason.ts";
import { ExemplarDialog } from "../review/ExemplarDialog.tsx";
import layout from "../review/ReviewPage.module.css";
import { words } from "../words/words.ts";
import { NothingShown } from "../workShell/NothingShown.tsx";
import type { WorkPlace } from "../workShell/WorkRoute.tsx";
import { WorkShell } from "../workShell/WorkShell.tsx";
import { DisputedLabel } from "./DisputedLabel.tsx";
import styles from "./SettlePage.module.css";
import { settlingKeys } from "./settlingKeys.ts";
import { useDifferences } from "./useDifferences.ts";

const texts = words.auditSample.settle;

type Opened = "original" | "guideline" | "help" | { exemplarsOf: number };

/** The differences between two experts on images of an audit sample, one by one: each label gets a yes or a no. */
export function SettlePage({ place, onLeave }: { place: WorkPlace; onLeave(): void }) {
  const project = place.project.id;
  const [open, setOpen] = useState<Opened | null>(null);
  const comment = useRef<HTMLTextAreaElement>(null);
  const settling = useDifferences({ project });
  const { view, form, progress, problem, failure } = settling;
  const { labels, error, retry } = useLabels(project, view?.exemplarVersion);
  const keys = settlingKeys(settling, {
    comment: () => comment.current?.focus(),
    leaveComment: () => comment.current?.blur(),
    isInComment: () => document.activeElement === comment.current,
    photo: () => setOpen("original"),
    guideline: () => setOpen("guideline"),
    help: () => setOpen("help"),
  });
  const byId = new Map(keys.map((key) => [key.id, key]));
  useKeys(keys, open === null);
  const close = () => setOpen(null);
  const exemplars = typeof open === "object" && open ? labels?.get(open.exemplarsOf) : undefined;
  const trouble = failure ?? (labels || !error ? null : error.message);
  const nameOf = (index: number) => labels?.get(index)?.name ?? words.labelSpace.unknown(index);
  const decide = (index: number, at: number, { image, sides, asked }: AuditDifference) => (
    <DisputedLabel
      key={`${image.id} ${index}`}
      index={index}
      label={labels?.get(index)}
      sides={asked.includes(index) ? [] : sides}
      holds={form.decisions.get(index)}
      focused={at === settling.focus}
      keys={byId}
      onFocus={() => settling.setFocus(at)}
      onDecide={(holds) => settling.decide(index, holds)}
      onExemplars={() => setOpen({ exemplarsOf: index })}
    />
  );
  return (
    <WorkShell
      place={place}
      task={texts.title}
      progress={progress && { done: progress.done, total: progress.done + progress.left }}
      keys={byId}
      saving={{ status: settling.status, refusal: null, onDrop: () => {} }}
      toast={settling.toast}
      onToastGone={settling.clearToast}
      onLeave={onLeave}
    >
      {view && labels ? (
        <main className={layout.main}>
          <div className={layout.left}>
            <ImageStage
              image={view.image}
              originalKey={byId.get("original")}
              onOriginal={() => setOpen("original")}
            />
          </div>
          <div className={layout.right}>
            <div className={layout.scroll}>
              <p className={layout.dim}>{texts.intro}</p>
              {view.sides.some(({ doubt, isSkipped }) => isSkipped || doubt !== null) && (
                <ul className={styles.doubts}>
                  {view.sides
                    .filter(({ doubt, isSkipped }) => isSkipped || doubt !== null)
                    .map(({ who, doubt, isSkipped }) => (
                      <li key={who}>
                        {(isSkipped ? texts.skipped : texts.flagged)(who, shownReason(doubt ?? ""))}
                      </li>
                    ))}
                </ul>
              )}
              <section className={layout.part} aria-labelledby="agreed">
                <h2 id="agreed">{texts.agreed}</h2>
                {view.agreed.length === 0 ? (
                  <p className={layout.dim}>{texts.agreedNone}</p>
                ) : (
                  <ul className={styles.agreed}>
                    {view.agreed.map((index) => (
                      <li key={index}>
                        <TextButton onClick={() => setOpen({ exemplarsOf: index })}>
                          {nameOf(index)}
                        </TextButton>
                      </li>
                    ))}
                  </ul>
                )}
              </section>
              <section className={layout.part} aria-labelledby="disputed">
                <h2 id="disputed">{texts.disputed}</h2>
                {view.disputed.length === 0 && (
                  <p className={layout.dim}>
                    {view.asked.length === 0 ? texts.disputedNone : texts.disputedNothing}
                  </p>
                )}
                {view.disputed.map((index, at) => decide(index, at, view))}
              </section>
              {view.asked.length > 0 && (
                <section className={layout.part} aria-labelledby="asked">
                  <h2 id="asked">{texts.asked}</h2>
                  <p className={layout.dim}>{texts.askedWhy}</p>
                  {view.asked.map((index, at) => decide(index, view.disputed.length + at, view))}
                </section>
              )}
              <div className={layout.comment}>
                <textarea
                  ref={comment}
                  rows={2}
                  maxLength={4000}
                  value={form.comment}
                  aria-label={texts.comment}
                  placeholder={texts.comment}
                  onChange={({ target }) => settling.comment(target.value)}
                />
                <span>
                  <KeyCap value={byId.get("comment")} />
                </span>
              </div>
            </div>
            <footer className={layout.bar}>
              {problem && (
                <p className={layout.problem} role="alert">
                  {problem}
                </p>
              )}
              <button type="button" className={controls.button} onClick={settling.leaveOut}>
                {texts.notJudged} <KeyCap value={byId.get("leave-out")} />
              </button>
              <span className={layout.space} />
              <button
                type="button"
                className={controls.button}
                disabled={!settling.canGoBack}
                onClick={settling.back}
              >
                {texts.back} <KeyCap value={byId.get("undo")} />
              </button>
              <button
                type="button"
                className={classes(controls.primary, styles.settle)}
                onClick={settling.submit}
              >
                {texts.submit} <KeyCap value={byId.get("submit")} />
              </button>
            </footer>
          </div>
        </main>
      ) : (
        <NothingShown
          trouble={trouble}
          done={progress && !view ? progress.done : null}
          texts={texts.done}
          back={settling.canGoBack ? { text: texts.back, go: settling.back } : null}
          onLeave={onLeave}
          onRetry={() => {
            settling.load();
            retry();
          }}
        />
      )}
      {open === "original" && view && <OriginalViewer image={view.image} onClose={close} />}
      {open === "guideline" && <GuidelineDialog project={project} onClose={close} />}
      {open === "help" && <HelpSheet keys={keys} onClose={close} />}
      {exemplars && <ExemplarDialog label={exemplars} onClose={close} />}
    </WorkShell>
  );
}
