import { useDocumentTitle } from "@mantine/hooks";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { type Audit, auditCsvPath } from "../../../contract/audit.ts";
import type { Label } from "../../../contract/labels/labelSpace.ts";
import { relateLabels } from "../../../core/audit/relateLabels.ts";
import { auditQuery } from "../../client/queries/audit.ts";
import { labelSpaceQuery, useLabelNames } from "../../client/queries/labelSpace.ts";
import { formatCount } from "../../components/format/formatCount.ts";
import { formatTime } from "../../components/format/formatTime.ts";
import { Message } from "../../components/messages/Message.tsx";
import { Panel } from "../../components/Panel.tsx";
import { useProject } from "../../components/shell/useProject.ts";
import { Waiting } from "../../components/shell/Waiting.tsx";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./AuditPage.module.css";
import { FindingList } from "./FindingList.tsx";

const texts = words.audit;

/** Likely faults of the images and their original labels, before anybody spends an hour on them. */
export function AuditPage() {
  const project = useProject();
  useDocumentTitle(`${texts.title} · ${project.name}`);
  const { data } = useSuspenseQuery(auditQuery(project.id));
  const { audit } = data;
  return (
    <div className={styles.page}>
      <header>
        <h1>{texts.title}</h1>
        {audit && (
          <p className={styles.lead} role="status">
            {texts.lead(audit.images, audit.labelled)}{" "}
            {data.isCurrent ? texts.madeAt(formatTime(data.at)) : texts.outdated}{" "}
            <a href={auditCsvPath(project.id)} download>
              {texts.save}
            </a>
          </p>
        )}
      </header>
      {audit === null ? (
        <Message title={texts.computing}>
          <p>{texts.computingText}</p>
          <Waiting />
        </Message>
      ) : (
        <Found project={project.id} audit={audit} />
      )}
    </div>
  );
}

function Found({ project, audit }: { project: string; audit: Audit }) {
  const { list: asked } = useSearch({ from: "/signed-in/shell/p/$project/audit" });
  const first = audit.lists.find(({ total }) => total > 0) ?? audit.lists[0]!;
  const open = audit.lists.find(({ kind }) => kind === asked) ?? first;
  return (
    <>
      <nav className={styles.lists} aria-label={texts.lists}>
        {audit.lists.map(({ kind, total, missing }) => (
          <Link
            key={kind}
            to="/p/$project/audit"
            params={{ project }}
            search={{ list: kind }}
            className={styles.tab}
            aria-current={kind === open.kind ? "page" : undefined}
          >
            <span>{texts.kinds[kind].name}</span>
            <span className={styles.count}>{missing === null ? texts.count(kind, total) : "–"}</span>
          </Link>
        ))}
      </nav>
      <FindingList key={open.kind} project={project} list={open} />
      <Confused project={project} audit={audit} />
    </>
  );
}

const shownPairs = 10;

const relationOf = (a: Label | undefined, b: Label | undefined): string =>
  a && b ? texts.confused.relations(relateLabels(a, b)) : "";

function Confused({ project, audit }: { project: string; audit: Audit }) {
  const nameOf = useLabelNames(project);
  const { data: space } = useQuery(labelSpaceQuery(project));
  if (audit.confused.length === 0) return null;
  const names = texts.confused;
  return (
    <Panel title={names.title}>
      <Table caption={names.title}>
        <thead>
          <tr>
            <th scope="col">{names.a}</th>
            <th scope="col">{names.b}</th>
            <th scope="col">{names.relation}</th>
            {[names.there, names.back, names.total].map((name) => (
              <th key={name} scope="col" className="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {audit.confused.slice(0, shownPairs).map(({ labels: [a, b], counts: [there, back], total }) => (
            <tr key={`${a} ${b}`}>
              <th scope="row">{nameOf(a)}</th>
              <td>{nameOf(b)}</td>
              <td>{relationOf(space?.byIndex.get(a), space?.byIndex.get(b))}</td>
              {[there, back, total].map((count, at) => (
                // The columns do not change.
                // biome-ignore lint/suspicious/noArrayIndexKey: three numbers of a row
                <td key={at} className="number">
                  {formatCount(count)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}
