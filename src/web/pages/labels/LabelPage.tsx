import { useDocumentTitle } from "@mantine/hooks";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { labelQuery } from "../../client/queries/labels.ts";
import { LinkButton } from "../../components/buttons/LinkButton.tsx";
import { formatCount } from "../../components/format/formatCount.ts";
import { Message } from "../../components/messages/Message.tsx";
import { BackLink } from "../../components/shell/BackLink.tsx";
import { useProject } from "../../components/shell/useProject.ts";
import { words } from "../../words/words.ts";
import { AskAgainPanel } from "./AskAgainPanel.tsx";
import { Confusions } from "./Confusions.tsx";
import { ExemplarEditor } from "./ExemplarEditor.tsx";
import { LabelActions } from "./LabelActions.tsx";
import { LabelImages } from "./LabelImages.tsx";
import { LabelNameList } from "./LabelNameList.tsx";
import styles from "./LabelPage.module.css";
import { NoteEditor } from "./NoteEditor.tsx";
import { useExemplarDraft } from "./useExemplarDraft.ts";

const texts = words.labels;

/** The page of one label; an address that names none says so. */
export function LabelPage() {
  const project = useProject();
  const text = useParams({ strict: false, select: (params) => params.label });
  if (text === undefined || !/^\d{1,9}$/.test(text)) {
    return (
      <Message
        as="page"
        title={texts.missing}
        actions={
          <LinkButton to="/p/$project/labels" params={{ project: project.id }}>
            {texts.back}
          </LinkButton>
        }
      >
        <p>{texts.missingText}</p>
      </Message>
    );
  }
  return <KnownLabel key={text} project={project.id} projectName={project.name} label={Number(text)} />;
}

function KnownLabel({
  project,
  projectName,
  label: index,
}: {
  project: string;
  projectName: string;
  label: number;
}) {
  const { data } = useSuspenseQuery(labelQuery(project, index));
  const { label } = data;
  useDocumentTitle(`${label.name} · ${projectName}`);
  const draft = useExemplarDraft(project, data);
  return (
    <div className={styles.page}>
      <BackLink to="/p/$project/labels" params={{ project }}>
        {texts.back}
      </BackLink>
      <header className={styles.header}>
        <h1>{label.name}</h1>
        <p className={styles.definition}>{label.definition}</p>
        {label.synonyms.length > 0 && (
          <p>
            {texts.also}: {label.synonyms.join(", ")}
          </p>
        )}
        <LabelNameList names={label.names} />
        <p className={styles.kinds}>
          <code>{label.key}</code>
          {label.hypernyms.length > 0 && ` ${texts.kinds} ${label.hypernyms.join(" › ")}`}
        </p>
        <LabelActions project={project} label={label} />
        {data.final + data.proposed > 0 && (
          <p>
            <Link to="/p/$project/labels/$label/grid" params={{ project, label: String(index) }}>
              {texts.grid.open}
            </Link>
          </p>
        )}
        <dl className={styles.counts}>
          {(["final", "disputed", "proposed"] as const).map((kind) => (
            <div key={kind}>
              <dt>{texts.columns[kind]}</dt>
              <dd>{formatCount(data[kind])}</dd>
            </div>
          ))}
        </dl>
      </header>
      <AskAgainPanel project={project} label={index} />
      <NoteEditor project={project} data={data} />
      <ExemplarEditor data={data} draft={draft} />
      <LabelImages project={project} data={data} draft={draft} />
      <Confusions project={project} label={label} confusions={data.confusions} />
    </div>
  );
}
