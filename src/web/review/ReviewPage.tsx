import { useRef, useState } from "react";
import { GuidelineDialog } from "../annotate/dialogs/GuidelineDialog.tsx";
import { SearchDialog } from "../annotate/dialogs/SearchDialog.tsx";
import { OriginalViewer } from "../annotate/image/OriginalViewer.tsx";
import { useLabelSearch } from "../annotate/search/useLabelSearch.ts";
import { useLabels } from "../client/queries/labelSpace.ts";
import { HelpSheet } from "../components/dialogs/HelpSheet.tsx";
import { LoadingFailed, LoadingWork } from "../components/messages/EmptyState.tsx";
import { useKeys } from "../keys/useKeys.ts";
import { isOut, waitingWords } from "../saving/statusWords.ts";
import { words } from "../words/words.ts";
import type { WorkPlace } from "../workShell/WorkRoute.tsx";
import { WorkShell } from "../workShell/WorkShell.tsx";
import { ExemplarDialog } from "./ExemplarDialog.tsx";
import { NothingToReview } from "./NothingToReview.tsx";
import { ReviewConflictDialog } from "./ReviewConflictDialog.tsx";
import { ReviewWork } from "./ReviewWork.tsx";
import { reviewKeys } from "./reviewKeys.ts";
import { useReview } from "./useReview.ts";

const texts = words.review;

interface Props {
  place: WorkPlace;
  onLeave(): void;
}

type Opened = "find" | "original" | "guideline" | "help" | { exemplarsOf: number };

/** Stage 5: images that ended without a label, one after the other, and the reviewers' differences. */
export function ReviewPage({ place, onLeave }: Props) {
  const project = place.project.id;
  const [open, setOpen] = useState<Opened | null>(null);
  const comment = useRef<HTMLTextAreaElement>(null);
  const reviewing = useReview({ project, person: place.person.id });
  const { session, work, notices, status } = reviewing;
  const { progress } = session;
  const view = work?.view;
  const { labels, all, error, retry } = useLabels(project, view?.exemplarVersion);
  const search = useLabelSearch(all);
  const keys = reviewKeys(reviewing, {
    find: () => search && setOpen("find"),
    comment: () => comment.current?.focus(),
    leaveComment: () => comment.current?.blur(),
    original: () => setOpen("original"),
    exemplars: () => view?.originals[0] !== undefined && setOpen({ exemplarsOf: view.originals[0] }),
    guideline: () => setOpen("guideline"),
    help: () => setOpen("help"),
  });
  const byId = new Map(keys.map((key) => [key.id, key]));
  useKeys(keys, open === null && notices.conflict === null);
  const close = () => setOpen(null);

  const trouble = notices.failure ?? (labels || !error ? null : error.message);
  const nameOf = (label: number) => labels?.get(label)?.name ?? words.labelSpace.unknown(label);
  const shownLabel = typeof open === "object" && open ? labels?.get(open.exemplarsOf) : undefined;
  // The last one is submitted, and the next one cannot be loaded.
  const isStuck = session.isSubmitted && (notices.failure !== null || isOut(status));
  const { done, left, toSettle } = progress ?? { done: 0, left: 0, toSettle: 0 };
  return (
    <WorkShell
      place={place}
      task={texts.title}
      progress={progress && { done, total: done + left + toSettle }}
      keys={byId}
      saving={{ status, refusal: reviewing.refusal, onDrop: reviewing.drop }}
      toast={notices.toast}
      onToastGone={notices.clearToast}
      onLeave={onLeave}
    >
      {view && labels && !isStuck ? (
        <ReviewWork
          reviewing={reviewing}
          labels={labels}
          keys={byId}
          commentBox={comment}
          onExemplars={(exemplarsOf) => setOpen({ exemplarsOf })}
        />
      ) : trouble ? (
        <LoadingFailed
          message={trouble}
          onLeave={onLeave}
          onRetry={() => {
            reviewing.load();
            retry();
          }}
        />
      ) : progress && !view ? (
        <NothingToReview
          progress={progress}
          canUndo={reviewing.canUndo}
          onUndo={reviewing.undo}
          onLeave={onLeave}
        />
      ) : (
        <LoadingWork text={isStuck ? waitingWords(status) : undefined} />
      )}
      {notices.conflict && (
        <ReviewConflictDialog conflict={notices.conflict} nameOf={nameOf} onSettle={reviewing.settle} />
      )}
      {open === "find" && labels && search && (
        <SearchDialog
          labels={labels}
          search={search}
          cards={[]}
          hint={texts.searchHint}
          onAdd={(found) => {
            reviewing.change({ found, cause: null, verdict: null });
            close();
          }}
          onClose={close}
        />
      )}
      {open === "original" && view && <OriginalViewer image={view.image} onClose={close} />}
      {open === "guideline" && <GuidelineDialog project={project} onClose={close} />}
      {open === "help" && <HelpSheet keys={keys} onClose={close} />}
      {shownLabel && <ExemplarDialog label={shownLabel} onClose={close} />}
    </WorkShell>
  );
}
