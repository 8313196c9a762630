import { useState } from "react";
import type { LabelWithExemplars } from "../../../contract/labels/labelSpace.ts";
import { HelpSheet } from "../../components/dialogs/HelpSheet.tsx";
import { QuestionDialog } from "../../components/dialogs/QuestionDialog.tsx";
import type { Key } from "../../keys/key.ts";
import { shownReason } from "../../language/shownReason.ts";
import { words } from "../../words/words.ts";
import { OriginalViewer } from "../image/OriginalViewer.tsx";
import type { LabelSearch } from "../search/searchLabels.ts";
import { isChosen, labelsWith } from "../state/annotationState.ts";
import type { ImageWork } from "../state/imageWork.ts";
import type { PageCommands } from "../useCommands.ts";
import { DifferencesDialog } from "./DifferencesDialog.tsx";
import { GuidelineDialog } from "./GuidelineDialog.tsx";
import { GuidelineNews } from "./GuidelineNews.tsx";
import { KinDialog } from "./KinDialog.tsx";
import { ReasonDialog } from "./ReasonDialog.tsx";
import { RulingsDialog } from "./RulingsDialog.tsx";
import { maxNumbered, SearchDialog } from "./SearchDialog.tsx";
import { TickedDialog } from "./TickedDialog.tsx";
import type { useGuidelineNews } from "./useGuidelineNews.ts";

interface Props {
  project: string;
  annotation: ImageWork;
  page: PageCommands;
  guideline: ReturnType<typeof useGuidelineNews>;
  labels: ReadonlyMap<number, LabelWithExemplars> | undefined;
  search: LabelSearch | undefined;
  keys: readonly Key[];
  readOnly: boolean;
}

const texts = words.annotate;

/** Whichever dialog is open. */
export function AnnotationDialogs(props: Props) {
  const { project, annotation, page, guideline, labels, search, keys, readOnly } = props;
  const { work } = annotation;
  const [recent, setRecent] = useState<readonly number[]>([]);
  const { open, close, commands } = page;
  const nameOf = (label: number) => labels?.get(label)?.name ?? texts.unknownLabel(label);

  if (guideline.news)
    return <GuidelineNews project={project} news={guideline.news} onClose={guideline.understood} />;
  if (open === "help") return <HelpSheet keys={keys} onClose={close} />;
  if (open === "guideline") return <GuidelineDialog project={project} onClose={close} />;
  if (!work) return null;
  if (open === "original") return <OriginalViewer image={work.view.image} onClose={close} />;
  const focused = labels?.get(work.annotation.cards[work.annotation.focus]?.label ?? -1);
  if (open === "differences" && labels && focused)
    return <DifferencesDialog project={project} label={focused} labels={labels} onClose={close} />;
  if (open === "kin" && focused) return <KinDialog label={focused} onClose={close} />;
  if (open === "rulings" && focused)
    return <RulingsDialog project={project} label={focused} nameOf={nameOf} onClose={close} />;
  if (readOnly) return null;

  if (open === "search" && labels && search)
    return (
      <SearchDialog
        labels={labels}
        search={search}
        cards={work.annotation.cards}
        recent={recent}
        onClose={close}
        onSearched={() => work.view.mustSearch && commands.change({ kind: "searched" })}
        mayAddMore
        onAdd={(label, more) => {
          setRecent((before) => [label, ...before.filter((one) => one !== label)].slice(0, maxNumbered));
          commands.change({ kind: "add", label });
          if (!more) close();
        }}
      />
    );
  const deciding = open === "decide" ? page.deciding : null;
  const decided = deciding && work.annotation.cards[deciding.position];
  if (deciding && decided) {
    const keeps = deciding.answer === "yes";
    return (
      <ReasonDialog
        title={words.careful.why(keeps, nameOf(decided.label))}
        reasons={keeps ? words.careful.reasonsToKeep : words.careful.reasonsToRemove}
        onClose={close}
        onReason={(reason) => {
          close();
          commands.change({ kind: "decide", ...deciding, reason });
        }}
      />
    );
  }
  if (open === "why")
    return (
      <ReasonDialog
        title={words.refinement.whyChanged}
        reasons={words.refinement.reasonsToChange}
        onClose={close}
        onReason={(text) => {
          close();
          commands.change({ kind: "comment", text });
          annotation.submit();
        }}
      />
    );
  if (open === "none") {
    const cleared = work.annotation.cards.filter(isChosen).length;
    return (
      <QuestionDialog
        title={texts.none.title}
        yes={texts.none.yes}
        no={texts.none.no}
        onYes={page.markNone}
        onNo={close}
      >
        <p>{texts.none.cleared(cleared)}</p>
      </QuestionDialog>
    );
  }
  if (open === "ticked")
    return (
      <TickedDialog
        names={labelsWith(work.annotation, "yes").map(nameOf)}
        onSubmit={page.submitTicked}
        onClose={close}
      />
    );
  if (open === "flag")
    return (
      <ReasonDialog
        title={texts.flag.title}
        reasons={texts.flag.reasons}
        onClose={close}
        onReason={(reason) => {
          commands.change({ kind: "flag", reason });
          close();
        }}
        {...(work.annotation.flag === null
          ? {}
          : {
              takeBack: {
                label: texts.flag.takeBack(shownReason(work.annotation.flag)),
                action() {
                  commands.change({ kind: "flag", reason: null });
                  close();
                },
              },
            })}
      />
    );
  if (open === "skip")
    return (
      <ReasonDialog
        title={texts.skip.title}
        reasons={texts.skip.reasons}
        onClose={close}
        onReason={(reason) => {
          close();
          annotation.skip(reason);
        }}
      />
    );
  return null;
}
