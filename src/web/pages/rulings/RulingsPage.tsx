import { Button } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { RulingVersion } from "../../../contract/rulings/rulings.ts";
import { pairName, rulingsAt } from "../../../core/rulings/ruling.ts";
import { labelSpaceQuery, useLabelNames } from "../../client/queries/labelSpace.ts";
import { rulingChangesQuery } from "../../client/queries/rulings.ts";
import { LinkButton } from "../../components/buttons/LinkButton.tsx";
import { Message } from "../../components/messages/Message.tsx";
import { BackLink } from "../../components/shell/BackLink.tsx";
import { useProject } from "../../components/shell/useProject.ts";
import { words } from "../../words/words.ts";
import { DisputedPairs } from "./DisputedPairs.tsx";
import { RelationsPanel } from "./RelationsPanel.tsx";
import { RulingCard } from "./RulingCard.tsx";
import { RulingEditor } from "./RulingEditor.tsx";
import { WithdrawnEffect } from "./RulingEffect.tsx";
import { RulingHistory } from "./RulingHistory.tsx";
import styles from "./RulingsPage.module.css";

const w = words.rulings;

/** The lead's rulings on pairs of labels; an address that names a pair opens it first. */
export function RulingsPage() {
  const project = useProject();
  useDocumentTitle(`${w.title} · ${project.name}`);
  const { data } = useSuspenseQuery(rulingChangesQuery(project.id));
  const { data: space } = useSuspenseQuery(labelSpaceQuery(project.id));
  const nameOf = useLabelNames(project.id);
  const navigate = useNavigate();
  const asked = useSearch({ strict: false, select: ({ first, second }) => pairOf(first, second) });
  const [editing, setEditing] = useState<Partial<RulingVersion> | null>(null);
  const [saved, setSaved] = useState<{ pair: string; text: string } | null>(null);

  const rulings = rulingsAt(data.changes).reverse();
  const askedFor =
    asked && (rulings.find((one) => pairName(one.labels) === pairName(asked)) ?? { labels: asked });
  const edited = editing ?? askedFor;
  const close = () => {
    setEditing(null);
    if (asked)
      void navigate({ to: "/p/$project/labels/rulings", params: { project: project.id }, search: {} });
  };

  return (
    <div className={styles.page}>
      <BackLink to="/p/$project/labels" params={{ project: project.id }}>
        {words.labels.back}
      </BackLink>
      <header className={styles.header}>
        <div>
          <h1>{w.title}</h1>
          <p className={styles.lead}>{w.lead}</p>
        </div>
        {rulings.length > 0 && (
          <Button variant="default" onClick={() => setEditing({})}>
            {w.add}
          </Button>
        )}
      </header>
      <DisputedPairs
        project={project.id}
        ruled={rulings.map(({ labels }) => labels)}
        nameOf={nameOf}
        onRule={(labels) => setEditing({ labels })}
      />
      {rulings.length === 0 ? (
        <Message
          title={w.none}
          actions={
            <>
              <Button onClick={() => setEditing({})}>{w.add}</Button>
              <LinkButton variant="default" to="/p/$project/agreement" params={{ project: project.id }}>
                {w.toAgreement}
              </LinkButton>
            </>
          }
        >
          <p>{w.noneText}</p>
        </Message>
      ) : (
        <ul className={styles.list}>
          {rulings.map((ruling) => {
            const pair = pairName(ruling.labels);
            return (
              <RulingCard
                key={pair}
                project={project.id}
                version={data.version}
                ruling={ruling}
                nameOf={nameOf}
                saved={saved?.pair === pair ? saved.text : null}
                onChange={() => setEditing(ruling)}
              />
            );
          })}
        </ul>
      )}
      <ul className={styles.list}>
        {withdrawnPairs(data.changes).map((pair) => (
          <WithdrawnEffect key={pairName(pair)} project={project.id} labels={pair} nameOf={nameOf} />
        ))}
      </ul>
      <RelationsPanel project={project.id} nameOf={nameOf} onRule={setEditing} />
      {data.changes.length > 0 && <RulingHistory changes={data.changes} nameOf={nameOf} />}
      {edited && (
        <RulingEditor
          key={edited.labels?.join()}
          project={project.id}
          version={data.version}
          exemplarVersion={data.exemplarVersion}
          start={edited}
          labels={space.labels}
          nameOf={nameOf}
          onClose={close}
          onSaved={({ labels, version, changed }) => {
            setSaved({ pair: pairName(labels), text: changed ? w.saved(version) : w.unchanged });
            close();
          }}
        />
      )}
    </div>
  );
}

const pairOf = (first: number | undefined, second: number | undefined): [number, number] | undefined =>
  first === undefined || second === undefined || first === second ? undefined : [first, second];

/** Pairs that had a ruling and have none now. */
function withdrawnPairs(changes: readonly RulingVersion[]): [number, number][] {
  const inForce = new Set(rulingsAt(changes).map(({ labels }) => pairName(labels)));
  const pairs = new Map(changes.map(({ labels }) => [pairName(labels), labels]));
  return [...pairs].filter(([name]) => !inForce.has(name)).map(([, labels]) => labels);
}
