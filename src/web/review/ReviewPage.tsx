import { useDocumentTitle } from "@mantine/hooks";
import { useRef, useState } from "react";
import pageStyles from "../annotate/AnnotatePage.module.css";
import { GuidelineDialog } from "../annotate/dialogs/GuidelineDialog.tsx";
import { SearchDialog } from "../annotate/dialogs/SearchDialog.tsx";
import { OriginalViewer } from "../annotate/image/OriginalViewer.tsx";
import { PageHeader } from "../annotate/PageHeader.tsx";
import { SavingBanner } from "../annotate/saving/SavingBanner.tsx";
import { useLabelSearch } from "../annotate/search/useLabelSearch.ts";
import { useLabels } from "../client/labelSpace.ts";
import { LoadingFailed, LoadingWork } from "../components/EmptyState.tsx";
import { HelpSheet } from "../components/HelpSheet.tsx";
import { useKeys } from "../keys/useKeys.ts";
import { words } from "../words/words.ts";
import { ExemplarDialog } from "./ExemplarDialog.tsx";
import { NothingToReview } from "./NothingToReview.tsx";
import { ReviewToast } from "./ReviewToast.tsx";
import { ReviewWork } from "./ReviewWork.tsx";
import { reviewKeys } from "./reviewKeys.ts";
import { useReview } from "./useReview.ts";

const texts = words.review;

interface Props {
  project: string;
  projectName: string;
  person: { id: string; name: string };
  onLeave(): void;
}

type Opened = "find" | "original" | "guideline" | "help" | { exemplarsOf: number };

/** Stage 5: images that ended with no label, one after the other, and what reviewers differ on. */
export function ReviewPage({ project, projectName, person, onLeave }: Props) {
  useDocumentTitle(`${texts.title} · ${projectName}`);
  const [open, setOpen] = useState<Opened | null>(null);
  const comment = useRef<HTMLTextAreaElement>(null);
  const reviewing = useReview({ project, person: person.id });
  const { work, progress, failure, status } = reviewing;
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
  useKeys(keys, open === null);
  const close = () => setOpen(null);

  const trouble = failure ?? (labels || !error ? null : error.message);
  const shownLabel = typeof open === "object" && open ? labels?.get(open.exemplarsOf) : undefined;
  const done = progress?.done ?? 0;
  return (
    <div className={pageStyles.page}>
      <PageHeader
        projectName={projectName}
        task={texts.title}
        batch={null}
        progress={progress && { total: done + progress.left + progress.toSettle }}
        done={done}
        status={status}
        personName={person.name}
        guidelineKey={byId.get("guideline")}
        helpKey={byId.get("help")}
        onLeave={onLeave}
      />
      <SavingBanner
        status={status}
        left={0}
        isSignedOut={status.kind === "signed-out"}
        onSignIn={() => window.open("/sign-in")}
      />
      {view && labels ? (
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
        <LoadingWork />
      )}
      <ReviewToast toast={reviewing.toast} undoKey={byId.get("undo")} onGone={reviewing.clearToast} />
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
    </div>
  );
}
