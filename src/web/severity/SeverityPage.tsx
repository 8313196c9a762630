import { useRef, useState } from "react";
import { errorCauses, severities } from "../../core/evaluation/errorSeverity.ts";
import controls from "../annotate/controls.module.css";
import { GuidelineDialog } from "../annotate/dialogs/GuidelineDialog.tsx";
import { ImageStage } from "../annotate/image/ImageStage.tsx";
import { OriginalViewer } from "../annotate/image/OriginalViewer.tsx";
import { useLabels } from "../client/queries/labelSpace.ts";
import { TextButton } from "../components/buttons/TextButton.tsx";
import { HelpSheet } from "../components/dialogs/HelpSheet.tsx";
import { KeyCap } from "../keys/KeyCap.tsx";
import { useKeys } from "../keys/useKeys.ts";
import { ExemplarDialog } from "../review/ExemplarDialog.tsx";
import { OriginalLabel } from "../review/OriginalLabel.tsx";
import layout from "../review/ReviewPage.module.css";
import { words } from "../words/words.ts";
import { NothingShown } from "../workShell/NothingShown.tsx";
import type { WorkPlace } from "../workShell/WorkRoute.tsx";
import { WorkShell } from "../workShell/WorkShell.tsx";
import { Choice } from "./Choice.tsx";
import styles from "./SeverityPage.module.css";
import { severityKeys } from "./severityKeys.ts";
import { useErrors } from "./useErrors.ts";

const texts = words.severity;

type Opened = "original" | "guideline" | "help" | { exemplarsOf: number };

/** Models' wrong predictions, one after the other: how bad is each, and what caused it? */
export function SeverityPage({ place, onLeave }: { place: WorkPlace; onLeave(): void }) {
  const project = place.project.id;
  const [open, setOpen] = useState<Opened | null>(null);
  const comment = useRef<HTMLTextAreaElement>(null);
  const rating = useErrors({ project });
  const { view, form, progress, problem, failure, change } = rating;
  const { labels, error, retry } = useLabels(project, view?.exemplarVersion);
  const setCause = (cause: (typeof errorCauses)[number]) =>
    change({ cause: form.cause === cause ? null : cause });
  const keys = severityKeys(rating, {
    cause: setCause,
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
  return (
    <WorkShell
      place={place}
      task={texts.title}
      progress={progress && { done: progress.done, total: progress.done + progress.left }}
      keys={byId}
      saving={{ status: rating.status, refusal: null, onDrop: () => {} }}
      toast={rating.toast}
      onToastGone={rating.clearToast}
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
              <section className={layout.part} aria-labelledby="predicted">
                <h2 id="predicted">{texts.predicted}</h2>
                <OriginalLabel
                  index={view.label}
                  label={labels.get(view.label)}
                  onExemplars={() => setOpen({ exemplarsOf: view.label })}
                />
              </section>
              <section className={layout.part} aria-labelledby="holds">
                <h2 id="holds">{texts.holds}</h2>
                <ul className={styles.labels}>
                  {view.labels.map((index) => (
                    <li key={index}>
                      <TextButton onClick={() => setOpen({ exemplarsOf: index })}>{nameOf(index)}</TextButton>
                      <span>{labels.get(index)?.definition}</span>
                    </li>
                  ))}
                </ul>
              </section>
              <Choice
                title={texts.ask}
                options={severities.map((severity) => ({
                  id: severity,
                  name: texts.severities[severity],
                  meaning: texts.meanings[severity],
                }))}
                chosen={form.severity}
                keys={byId}
                onChoose={(severity) => change({ severity })}
              />
              <Choice
                title={texts.askCause}
                options={errorCauses.map((cause) => ({ id: cause, name: texts.causes[cause] }))}
                chosen={form.cause}
                keys={byId}
                onChoose={setCause}
              />
              <div className={layout.comment}>
                <textarea
                  ref={comment}
                  rows={2}
                  maxLength={4000}
                  value={form.comment}
                  aria-label={texts.comment}
                  placeholder={texts.comment}
                  onChange={({ target }) => change({ comment: target.value })}
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
              <span className={layout.space} />
              <button
                type="button"
                className={controls.button}
                disabled={!rating.canGoBack}
                onClick={rating.back}
              >
                {texts.back} <KeyCap value={byId.get("undo")} />
              </button>
              <button type="button" className={controls.primary} onClick={rating.submit}>
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
          back={rating.canGoBack ? { text: texts.back, go: rating.back } : null}
          onLeave={onLeave}
          onRetry={() => {
            rating.load();
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
