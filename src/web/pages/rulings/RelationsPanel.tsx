import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { RelationFound } from "../../../contract/rulings/relations.ts";
import { type RulingKind, stateRuling } from "../../../core/rulings/ruling.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { useLabels } from "../../client/queries/labelSpace.ts";
import { relationsQuery } from "../../client/queries/rulings.ts";
import { CountedAt } from "../../components/messages/CountedAt.tsx";
import { Panel } from "../../components/Panel.tsx";
import { Thumbnail } from "../../components/photos/Thumbnail.tsx";
import { Waiting } from "../../components/shell/Waiting.tsx";
import { words } from "../../words/words.ts";
import { ExemplarPhotos } from "./ExemplarPhotos.tsx";
import styles from "./RelationsPanel.module.css";

const w = words.rulingEffect.relations;

/** Relations shown at first, and exemplars of each label. */
const [few, photos] = [5, 3];

interface Props {
  project: string;
  nameOf(label: number): string;
  onRule(relation: { labels: [number, number]; kind: RulingKind }): void;
}

/** What past decisions say about two labels, and how many disputes that would settle. */
export function RelationsPanel({ project, nameOf, onRule }: Props) {
  const { data, error, isPending } = useQuery(relationsQuery(project));
  const { labels } = useLabels(project, data?.exemplarVersion);
  const [showsAll, setShowsAll] = useState(false);
  const relations = data?.relations ?? [];
  const shown = showsAll ? relations : relations.slice(0, few);
  return (
    <Panel title={w.title}>
      {isPending && <Waiting />}
      {error && <p role="alert">{explainFailure(error).text}</p>}
      {data && (
        <>
          <CountedAt at={data.countedAt} />
          <p className={styles.dim}>
            {!data.compares
              ? w.notCompared
              : relations.length === 0
                ? w.none
                : w.about(data.open, data.decided)}
          </p>
          <ul className={styles.list}>
            {shown.map((relation) => (
              <Relation
                key={relation.labels.join()}
                project={project}
                relation={relation}
                nameOf={nameOf}
                exemplarsOf={(label) => labels?.get(label)?.exemplars.slice(0, photos) ?? []}
                onRule={onRule}
              />
            ))}
          </ul>
          {shown.length < relations.length && (
            <Button variant="default" onClick={() => setShowsAll(true)}>
              {w.more(relations.length - shown.length)}
            </Button>
          )}
        </>
      )}
    </Panel>
  );
}

interface RelationProps extends Props {
  relation: RelationFound;
  exemplarsOf(label: number): readonly { id: string }[];
}

function Relation({ project, relation, nameOf, exemplarsOf, onRule }: RelationProps) {
  const { kind, labels, images, settles, right, total, interval, from, isKin, examples } = relation;
  const statement = stateRuling(kind, nameOf(labels[0]), nameOf(labels[1]));
  return (
    <li className={styles.relation}>
      <div className={styles.words}>
        <h3>{statement}</h3>
        <p>{w.settles(images, settles)}</p>
        <p className={styles.dim}>{w.asExperts(right, total, interval)}</p>
        {from === "kinds" && <p className={styles.dim}>{w.fromKinds}</p>}
        {isKin === false && <p className={styles.warning}>{w.notKin}</p>}
        <Button aria-label={w.ruleOn(statement)} onClick={() => onRule({ labels, kind })}>
          {w.rule}
        </Button>
      </div>
      <div className={styles.pictures}>
        {labels.map((label) => {
          const found = exemplarsOf(label);
          return found.length === 0 ? null : (
            <figure key={label}>
              <figcaption>{w.photosOf(nameOf(label))}</figcaption>
              <div className={styles.row}>
                <ExemplarPhotos name={nameOf(label)} exemplars={found} />
              </div>
            </figure>
          );
        })}
        <figure>
          <figcaption>{w.examples}</figcaption>
          <div className={styles.row}>
            {examples.map(({ id, key, thumbnailUrl }) => (
              <Link key={id} to="/p/$project/images/$image" params={{ project, image: id }}>
                <Thumbnail src={thumbnailUrl} alt={key} />
              </Link>
            ))}
          </div>
        </figure>
      </div>
    </li>
  );
}
