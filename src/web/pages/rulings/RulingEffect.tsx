import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  applyRuling,
  type Effect,
  type RulingApplication,
  sampleEffect,
  undoRuling,
} from "../../../contract/rulings/effect.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { refreshImages } from "../../client/queries/images.ts";
import { effectQuery, rulingsQuery } from "../../client/queries/rulings.ts";
import { LinkButton } from "../../components/buttons/LinkButton.tsx";
import { Waiting } from "../../components/shell/Waiting.tsx";
import { words } from "../../words/words.ts";
import { AskReason } from "../images/AskReason.tsx";
import { EffectImages } from "./EffectImages.tsx";
import styles from "./RulingsPage.module.css";

const w = words.rulingEffect;

interface Props {
  project: string;
  labels: [number, number];
  nameOf(label: number): string;
}

/** Which waiting disputes a ruling settles: listing them, checking a sample, applying the ruling, undoing it. */
export function RulingEffect({ project, labels, nameOf }: Props) {
  const query = effectQuery(project, labels);
  const { data, error, isPending } = useQuery(query);
  const client = useQueryClient();
  const refresh = async () => {
    await refreshImages(client, project);
    await client.invalidateQueries({ queryKey: rulingsQuery(project).queryKey });
  };
  return (
    <section className={styles.affected} aria-label={w.title}>
      <h3>{w.title}</h3>
      {isPending && <Waiting />}
      {error && (
        <p className={styles.problem} role="alert">
          {explainFailure(error).text}
        </p>
      )}
      {data &&
        (data.compares ? (
          <>
            <p className={styles.hint}>{w.lead}</p>
            <Waits project={project} labels={labels} effect={data} nameOf={nameOf} onChanged={refresh} />
            {data.applications.map((application) => (
              <Application
                key={application.id}
                project={project}
                application={application}
                isCurrent={application.rulingVersion === data.version}
                onChanged={refresh}
              />
            ))}
          </>
        ) : (
          <p className={styles.hint}>{w.relations.notCompared}</p>
        ))}
    </section>
  );
}

/** Disputes settled by a ruling that was withdrawn since: they stay settled, and can be reopened. */
export function WithdrawnEffect({ project, labels, nameOf }: Props) {
  const query = effectQuery(project, labels);
  const { data } = useQuery(query);
  const client = useQueryClient();
  const applied = data?.applications.filter((one) => one.applied > 0) ?? [];
  if (data?.version !== 0 || applied.length === 0) return null;
  return (
    <li className={styles.card}>
      <h2>{w.withdrawn(...(labels.map(nameOf) as [string, string]))}</h2>
      {applied.map((application) => (
        <Application
          key={application.id}
          project={project}
          application={application}
          isCurrent={false}
          onChanged={async () => {
            await refreshImages(client, project);
            await client.invalidateQueries({ queryKey: rulingsQuery(project).queryKey });
          }}
        />
      ))}
    </li>
  );
}

function Waits({
  project,
  labels,
  effect: { images, labels: settled, finished, left, applications },
  nameOf,
  onChanged,
}: Props & { effect: Effect; onChanged(): Promise<void> }) {
  const [isShown, setIsShown] = useState(false);
  const params = { project, first: String(labels[0]), second: String(labels[1]) };
  const draw = useMutation({
    mutationFn: () => call(sampleEffect, { params }),
    onSuccess: onChanged,
  });
  const isListed = applications.some(({ appliedAt }) => appliedAt === null);
  return (
    <>
      <p>{images === 0 ? w.nothing : w.settles(settled, images, finished)}</p>
      {left.opened + left.sent + left.released > 0 && <p className={styles.hint}>{w.left(left)}</p>}
      {images > 0 && (
        <div className={styles.actions}>
          <Button
            variant={isListed ? "default" : "filled"}
            loading={draw.isPending}
            onClick={() => draw.mutate()}
          >
            {isListed ? w.listAgain : w.list}
          </Button>
          <Button variant="default" aria-expanded={isShown} onClick={() => setIsShown(!isShown)}>
            {isShown ? w.hide : w.show}
          </Button>
        </div>
      )}
      {draw.error && (
        <p className={styles.problem} role="alert">
          {explainFailure(draw.error).text}
        </p>
      )}
      {isShown && images > 0 && <EffectImages project={project} labels={labels} nameOf={nameOf} />}
    </>
  );
}

/** One list of images: checked, applied, or undone. */
function Application({
  project,
  application,
  isCurrent,
  onChanged,
}: {
  project: string;
  application: RulingApplication;
  isCurrent: boolean;
  onChanged(): Promise<void>;
}) {
  const { id, images, sampled, judged, right, precision, isSure, appliedAt, applied, settled, despite } =
    application;
  const [asking, setAsking] = useState(false);
  const params = { project, application: id };
  const apply = useMutation({
    mutationFn: (reason: string | null) => call(applyRuling, { params, body: { despite: reason } }),
    onSuccess: async () => {
      setAsking(false);
      await onChanged();
    },
  });
  const undo = useMutation({ mutationFn: () => call(undoRuling, { params }), onSuccess: onChanged });
  const done = undo.data ?? apply.data;
  const error = undo.error ?? (asking ? null : apply.error);
  return (
    <div className={styles.application}>
      {appliedAt === null ? (
        <p>{w.listed(images, sampled)}</p>
      ) : (
        <p>{applied > 0 ? w.applied(applied, settled) : w.undone}</p>
      )}
      {precision && <p>{w.precision(right, judged, images, precision.interval)}</p>}
      {despite !== null && applied > 0 && <p className={styles.against}>{w.despite(despite)}</p>}
      <div className={styles.actions}>
        {appliedAt === null && isCurrent && precision && (
          <Button
            variant={isSure ? "filled" : "default"}
            loading={apply.isPending}
            onClick={() => (isSure ? apply.mutate(null) : setAsking(true))}
          >
            {isSure ? w.apply(images - (judged - right)) : w.applyAnyway}
          </Button>
        )}
        {appliedAt === null && (
          <LinkButton
            variant={precision ? "default" : "filled"}
            to="/p/$project/rulings/$application"
            params={{ project, application: id }}
          >
            {w.toSample(judged, sampled)}
          </LinkButton>
        )}
        {applied > 0 && (
          <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
            {w.undo}
          </Button>
        )}
      </div>
      <div role="status">
        {done && (
          <p className={styles.done}>{undo.data ? w.putBack(done.changed) : w.changed(done.changed)}</p>
        )}
        {done && done.left.length > 0 && (
          <>
            <p className={styles.hint}>{w.leftAsIs(done.left.length)}</p>
            <ul className={styles.left}>
              {done.left.map(({ key, why }) => (
                <li key={key}>
                  {key} ({w.why[why] ?? why})
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      {error && (
        <p className={styles.problem} role="alert">
          {explainFailure(error).text}
        </p>
      )}
      {asking && (
        <AskReason
          title={w.anyway.title}
          text={w.anyway.text}
          action={w.applyAnyway}
          error={apply.error}
          isPending={apply.isPending}
          onSubmit={(reason) => apply.mutate(reason)}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
