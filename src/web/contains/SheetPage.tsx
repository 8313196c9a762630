import { useEffect, useRef, useState } from "react";
import controls from "../annotate/controls.module.css";
import { GuidelineDialog } from "../annotate/dialogs/GuidelineDialog.tsx";
import { ReasonDialog } from "../annotate/dialogs/ReasonDialog.tsx";
import { useLabels } from "../client/queries/labelSpace.ts";
import { HelpSheet } from "../components/dialogs/HelpSheet.tsx";
import { LoadingFailed, LoadingWork } from "../components/messages/EmptyState.tsx";
import { Notice } from "../components/messages/Notice.tsx";
import { LabelNote } from "../components/texts/LabelNote.tsx";
import { KeyCap } from "../keys/KeyCap.tsx";
import { useKeys } from "../keys/useKeys.ts";
import { shownReason } from "../language/shownReason.ts";
import { canHoldPictures, createPictureHolder } from "../offline/pictures.ts";
import { ExemplarDialog } from "../review/ExemplarDialog.tsx";
import { isOut, waitingWords } from "../saving/statusWords.ts";
import { words } from "../words/words.ts";
import type { WorkPlace } from "../workShell/WorkRoute.tsx";
import { WorkShell } from "../workShell/WorkShell.tsx";
import { LargePhoto } from "./LargePhoto.tsx";
import { SheetConflictDialog } from "./SheetConflictDialog.tsx";
import { SheetGrid } from "./SheetGrid.tsx";
import styles from "./SheetPage.module.css";
import { sheetKeys } from "./sheetKeys.ts";
import { countTicked, type SheetSession } from "./sheetSession.ts";
import { useSheets } from "./useSheets.ts";

const texts = words.contains;

type Opened = "photo" | "flag" | "exemplars" | "guideline" | "help";

/** CONTAINS: photos side by side with a question about one label, sheet after sheet. */
export function SheetPage({ place, onLeave }: { place: WorkPlace; onLeave(): void }) {
  const project = place.project.id;
  const [open, setOpen] = useState<Opened | null>(null);
  const columns = useRef(8);
  const sheets = useSheets({ project, person: place.person.id });
  const { session, work, status, failure, problem, conflict } = sheets;
  const { labels, error, retry } = useLabels(project, work?.view.exemplarVersion);
  useSheetsAhead(session);
  const label = work && labels?.get(work.view.label);
  const keys = sheetKeys(sheets, {
    columns: () => columns.current,
    photo: () => setOpen("photo"),
    flag: () => setOpen("flag"),
    exemplars: () => setOpen("exemplars"),
    guideline: () => setOpen("guideline"),
    help: () => setOpen("help"),
  });
  const byId = new Map(keys.map((key) => [key.id, key]));
  useKeys(keys, open === null && conflict === null);
  const close = () => setOpen(null);
  const { progress, done } = session;
  const name = work ? (label?.name ?? words.labelSpace.unknown(work.view.label)) : "";
  const trouble = failure ?? (labels || !error ? null : error.message);
  // The last one is submitted, and the next one cannot be loaded.
  const isStuck = !work && (isOut(status) || status.kind === "saving");
  return (
    <WorkShell
      place={place}
      task={texts.title}
      progress={progress && { done: progress.done, total: progress.done + progress.left }}
      keys={byId}
      saving={{ status, refusal: sheets.refusal, left: session.queue.length, onDrop: sheets.drop }}
      toast={sheets.toast}
      onToastGone={sheets.clearToast}
      onLeave={onLeave}
    >
      {work && labels ? (
        <main className={styles.main}>
          <header className={styles.label}>
            <div>
              <h1>{texts.ask(name)}</h1>
              <p className={styles.words}>
                {label && label.synonyms.length > 0 && <span>{label.synonyms.join(", ")}</span>}
                {label?.definition && <span>{label.definition}</span>}
                <LabelNote note={label?.note} />
              </p>
              <p className={styles.rule}>{texts.rule}</p>
            </div>
            {label && label.exemplars.length > 0 && (
              <button type="button" className={controls.outlined} onClick={() => setOpen("exemplars")}>
                {texts.exemplars} <KeyCap value={byId.get("exemplars")} />
              </button>
            )}
          </header>
          <div className={styles.scroll}>
            <SheetGrid
              sheet={work.view.id}
              name={name}
              photos={work.view.images.map(({ id, thumbnailUrl }, at) => ({
                id,
                thumbnailUrl,
                isTicked: work.marks[at]?.isTicked ?? false,
                isMissing: work.marks[at]?.isMissing ?? false,
                isFlagged: work.marks[at]?.flag !== undefined,
              }))}
              at={work.at}
              clock={sheets.clocks?.shown}
              isCovered={open !== null || conflict !== null}
              columns={columns}
              onMove={sheets.move}
              onToggle={sheets.toggle}
              onOpen={(at) => {
                sheets.move(at);
                setOpen("photo");
              }}
              onMissing={sheets.setMissing}
            />
          </div>
          <footer className={styles.bar}>
            {problem && (
              <p className={styles.problem} role="alert">
                {problem}
              </p>
            )}
            <span className={styles.count} role="status">
              {texts.ticked(countTicked(work.marks), work.marks.length)}
            </span>
            <span className={styles.space} />
            <button
              type="button"
              className={`${controls.button} ${styles.optional}`}
              title={texts.flagHint}
              onClick={() => setOpen("flag")}
            >
              {texts.flag} <KeyCap value={byId.get("flag")} />
            </button>
            <button
              type="button"
              className={`${controls.button} ${styles.optional}`}
              disabled={done.length === 0}
              onClick={sheets.back}
            >
              {texts.back} <KeyCap value={byId.get("back")} />
            </button>
            <button
              type="button"
              className={controls.button}
              disabled={!sheets.canUndo}
              onClick={sheets.undo}
            >
              {texts.undo} <KeyCap value={byId.get("undo")} />
            </button>
            <button type="button" className={controls.primary} onClick={sheets.submit}>
              {texts.submit} <KeyCap value={byId.get("submit")} />
            </button>
          </footer>
        </main>
      ) : trouble ? (
        <LoadingFailed
          message={trouble}
          onLeave={onLeave}
          onRetry={() => {
            sheets.load();
            retry();
          }}
        />
      ) : progress && !work && !isStuck ? (
        <Notice
          title={texts.done.title(progress.done)}
          first={{ text: texts.done.work, go: onLeave }}
          second={done.length > 0 && { text: texts.done.undo, go: sheets.back }}
        >
          {progress.done > 0 && `${texts.done.answered(progress.done)} `}
          {texts.done.comes}
        </Notice>
      ) : (
        <LoadingWork text={isStuck && isOut(status) ? waitingWords(status) : undefined} />
      )}
      {conflict && <SheetConflictDialog conflict={conflict} onSettle={sheets.settle} />}
      {open === "photo" && work?.view.images[work.at] && (
        <LargePhoto
          image={work.view.images[work.at]!}
          at={work.at}
          of={work.marks.length}
          isTicked={work.marks[work.at]?.isTicked ?? false}
          onMove={(by) => work.marks[work.at + by] && sheets.move(work.at + by)}
          onToggle={() => sheets.toggle(work.at)}
          onClose={close}
        />
      )}
      {open === "flag" && work && (
        <ReasonDialog
          title={texts.flagTitle(work.at + 1)}
          reasons={words.annotate.flag.reasons}
          onClose={close}
          onReason={(reason) => {
            sheets.flag(work.at, reason);
            close();
          }}
          {...(work.marks[work.at]?.flag === undefined
            ? {}
            : {
                takeBack: {
                  label: words.annotate.flag.takeBack(shownReason(work.marks[work.at]!.flag!)),
                  action() {
                    sheets.flag(work.at, null);
                    close();
                  },
                },
              })}
        />
      )}
      {open === "exemplars" && label && <ExemplarDialog label={label} onClose={close} />}
      {open === "guideline" && <GuidelineDialog project={project} onClose={close} />}
      {open === "help" && <HelpSheet keys={keys} onClose={close} />}
    </WorkShell>
  );
}

/** What the page itself shows comes first. */
const afterShownMs = 1000;

/** Makes the browser load the thumbnails of the next sheet, and hold those of both in case the connection is lost. */
function useSheetsAhead({ queue }: SheetSession): void {
  const [hold] = useState(() => (canHoldPictures() ? createPictureHolder("images") : undefined));
  // The photos depend on the sheets, not on ticks.
  const ahead = queue.flatMap(({ view }) => view.images.map(({ thumbnailUrl }) => thumbnailUrl)).join(" ");
  useEffect(() => () => void hold?.([]), [hold]);
  useEffect(() => {
    const urls = ahead.split(" ").filter(Boolean);
    const timer = setTimeout(() => {
      for (const url of urls) new Image().src = url;
      void hold?.(urls);
    }, afterShownMs);
    return () => clearTimeout(timer);
  }, [ahead, hold]);
}
