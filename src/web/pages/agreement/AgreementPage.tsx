import { useDocumentTitle } from "@mantine/hooks";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { listAgreementImages, type ProjectAgreement } from "../../../contract/agreement.ts";
import { listName } from "../../../core/agreement/listDisagreements.ts";
import { call } from "../../client/call.ts";
import { agreementQuery } from "../../client/queries/agreement.ts";
import { useLabelNames } from "../../client/queries/labelSpace.ts";
import { LinkButton } from "../../components/buttons/LinkButton.tsx";
import { ImagesDrawer } from "../../components/dialogs/ImagesDrawer.tsx";
import { formatTime } from "../../components/format/formatTime.ts";
import { Message } from "../../components/messages/Message.tsx";
import { useProject } from "../../components/shell/useProject.ts";
import { Waiting } from "../../components/shell/Waiting.tsx";
import { words } from "../../words/words.ts";
import { AgreementAnswer } from "./AgreementAnswer.tsx";
import styles from "./AgreementPage.module.css";
import { AnnotatorTable } from "./AnnotatorTable.tsx";
import { DisputedLabels, DisputedPairs, LabelsTogether } from "./LabelTables.tsx";
import { Matrix } from "./Matrix.tsx";
import { ObjectsPanel } from "./ObjectsPanel.tsx";
import { LabelAgreement, SetAgreement } from "./SetAgreement.tsx";

const text = words.agreement;

/** How far the annotators agree, what they disagree about, and on which images. */
export function AgreementPage() {
  const project = useProject();
  useDocumentTitle(`${text.title} · ${project.name}`);
  const { data, isRefetchError } = useSuspenseQuery(agreementQuery(project.id));
  const { report } = data;
  return (
    <div className={styles.page}>
      <div>
        <h1 className={styles.title}>{text.title}</h1>
        {report && report.images.shared > 0 && (
          <div className={styles.lead}>
            <p>{text.lead(report.images)}</p>
            <p role="status">
              {text.computed(formatTime(data.at))}{" "}
              {!data.isCurrent && (
                <span className={styles.outdated}>{isRefetchError ? text.failed : text.outdated}</span>
              )}
            </p>
          </div>
        )}
      </div>
      {report === null ? (
        <Message title={text.computing}>
          <p>{text.computingText}</p>
          <Waiting />
        </Message>
      ) : report.images.shared === 0 ? (
        <NoPartners report={report} project={project.id} />
      ) : (
        <Report report={report} project={project.id} at={data.at} />
      )}
      <ObjectsPanel project={project.id} />
    </div>
  );
}

const NoPartners = ({ report, project }: { report: ProjectAgreement; project: string }) => (
  <Message
    title={text.none}
    actions={
      <LinkButton to="/p/$project/overview" params={{ project }}>
        {text.noneAction}
      </LinkButton>
    }
  >
    {report.annotators.length === 1 && <p>{text.onePerson(report.annotators[0]!.name)}</p>}
    <p>{text.noneText}</p>
  </Message>
);

function Report({ report, project, at }: { report: ProjectAgreement; project: string; at: string }) {
  const nameOf = useLabelNames(project);
  const [opened, setOpened] = useState<{ list: string; what: string } | null>(null);
  const names = text.images.ofImages;
  const openLabels: Parameters<typeof DisputedLabels>[0]["onOpen"] = (wanted) => {
    if (wanted.kind === "label") {
      const [label] = wanted.labels;
      setOpened({ list: listName.label(String(label)), what: names.label(nameOf(label)) });
      return;
    }
    const [a, b] = wanted.labels;
    setOpened({
      list: listName[wanted.kind](String(a), String(b)),
      what: names[wanted.kind](nameOf(a), nameOf(b)),
    });
  };
  return (
    <>
      <AgreementAnswer report={report} nameOf={nameOf} />
      <DisputedPairs project={project} report={report} nameOf={nameOf} onOpen={openLabels} />
      <DisputedLabels report={report} nameOf={nameOf} onOpen={openLabels} />
      <Matrix
        report={report}
        onOpen={(a, b) =>
          setOpened({ list: listName.annotators(a.id, b.id), what: names.annotators(a.name, b.name) })
        }
      />
      <AnnotatorTable annotators={report.annotators} />
      <SetAgreement report={report} />
      <LabelAgreement report={report} />
      <LabelsTogether report={report} nameOf={nameOf} onOpen={openLabels} />
      <p className={styles.text}>{text.intervals(report.bootstrap)}</p>
      {opened && (
        <ImagesDrawer
          what={opened.what}
          queryKey={["agreement-images", project, opened.list, at]}
          fetchPage={(after, signal) =>
            call(listAgreementImages, { params: { project, list: opened.list }, query: { after }, signal })
          }
          nameOf={nameOf}
          setNames={{ final: text.images.final }}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}
