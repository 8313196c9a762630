import { NativeSelect } from "@mantine/core";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ProjectEvaluation } from "../../../contract/evaluation.ts";
import { defaultEvaluationSettings } from "../../../core/evaluation/evaluateModels.ts";
import { labelSpaceQuery } from "../../client/queries/labelSpace.ts";
import { LinkButton } from "../../components/buttons/LinkButton.tsx";
import { formatTime } from "../../components/format/formatTime.ts";
import { JobHint } from "../../components/messages/JobHint.tsx";
import { Message } from "../../components/messages/Message.tsx";
import { words } from "../../words/words.ts";
import { AuditedRanking } from "./AuditedRanking.tsx";
import { Computing } from "./Computing.tsx";
import { EvaluatedImages, type OpenedImages } from "./EvaluatedImages.tsx";
import { EvaluationAnswer } from "./EvaluationAnswer.tsx";
import { EvaluationFigures } from "./EvaluationFigures.tsx";
import { EvaluationRanking } from "./EvaluationRanking.tsx";
import styles from "./ModelsPage.module.css";
import { evaluationQuery, type Subgroups } from "./modelsQueries.ts";
import { ScoreMetrics } from "./ScoreMetrics.tsx";
import { Sensitivity } from "./Sensitivity.tsx";
import { SeverityPanel } from "./SeverityPanel.tsx";

const text = words.models;

interface Props {
  project: string;
  /** The number of a release, or "so-far"; the newest release by default. */
  by: string | undefined;
  onChoose: (by: string) => void;
}

/** Models evaluated on the labels of a release, or on those so far. */
export function EvaluationView({ project, by, onChoose }: Props) {
  const [subgroups, setSubgroups] = useState<Subgroups>({
    minimum: defaultEvaluationSettings.minimumSubgroup,
    cap: defaultEvaluationSettings.subgroupCap,
  });
  const { data, isRefetchError } = useSuspenseQuery(evaluationQuery(project, by, subgroups));
  const { report, release, releases } = data;
  const [opened, setOpened] = useState<OpenedImages | null>(null);
  const { data: labelSpace } = useQuery(labelSpaceQuery(project));
  const nameOf = (label: number) => labelSpace?.byIndex.get(label)?.name ?? words.labelSpace.unknown(label);
  return (
    <div className={styles.page}>
      {releases.length > 0 && (
        <NativeSelect
          className={styles.choice}
          label={text.evaluatedBy}
          value={release === null ? "so-far" : String(release)}
          onChange={(event) => onChoose(event.currentTarget.value)}
          data={[
            ...releases.map(({ number, name }) => ({
              value: String(number),
              label: text.release(number, name),
            })),
            { value: "so-far", label: text.soFar },
          ]}
        />
      )}
      {report === null ? (
        <Computing />
      ) : report.evaluation === null ? (
        <NothingToEvaluate report={report} project={project} />
      ) : (
        <>
          <Lead report={report} evaluation={report.evaluation} isRelease={release !== null}>
            <p role="status">
              {text.computed(formatTime(data.at))}{" "}
              {!data.isCurrent && (
                <span className={styles.outdated}>{isRefetchError ? text.failed : text.outdated}</span>
              )}
            </p>
          </Lead>
          <EvaluationAnswer evaluation={report.evaluation} />
          <EvaluationRanking report={report} evaluation={report.evaluation} onOpen={setOpened} />
          {report.seen.auditSample && (
            <AuditedRanking audited={report.seen.auditSample} evaluation={report.evaluation} />
          )}
          <div className={styles.choices}>
            <NativeSelect
              className={styles.choice}
              label={text.asma.minimum}
              value={String(subgroups.minimum)}
              onChange={(event) => setSubgroups({ ...subgroups, minimum: Number(event.currentTarget.value) })}
              data={text.asma.minima.map((images) => ({
                value: String(images),
                label: text.asma.images(images),
              }))}
            />
            <NativeSelect
              className={styles.choice}
              label={text.asma.cap}
              value={String(subgroups.cap)}
              onChange={(event) => setSubgroups({ ...subgroups, cap: Number(event.currentTarget.value) })}
              data={text.asma.caps.map((labels) => ({
                value: String(labels),
                label: text.asma.labels(labels),
              }))}
            />
          </div>
          {/* Drawn once the label names are loaded: drawing takes long. */}
          {labelSpace && (
            <EvaluationFigures
              models={report.models}
              evaluation={report.evaluation}
              seen={report.seen}
              names={labelSpace.byIndex}
              onOpen={setOpened}
            />
          )}
          <SeverityPanel
            project={project}
            models={report.models.filter(({ evaluated }) => evaluated)}
            by={release === null ? "so-far" : String(release)}
          />
          <ScoreMetrics evaluation={report.evaluation} />
          <Sensitivity evaluation={report.evaluation} />
          <p className={styles.text}>{text.intervals}</p>
          <Limits limits={report.evaluation.limits} />
        </>
      )}
      {opened && (
        <EvaluatedImages
          key={opened.what}
          opened={opened}
          project={project}
          by={release === null ? "so-far" : String(release)}
          version={data.at}
          nameOf={nameOf}
          onClose={() => setOpened(null)}
        />
      )}
    </div>
  );
}

type Evaluation = NonNullable<ProjectEvaluation["evaluation"]>;

function Lead({
  report: { images, models },
  evaluation: { labels },
  isRelease,
  children,
}: {
  report: ProjectEvaluation;
  evaluation: Evaluation;
  isRelease: boolean;
  children: React.ReactNode;
}) {
  const notEvaluated = models.filter(({ evaluated }) => !evaluated);
  return (
    <div className={styles.leads}>
      <p>{text.lead({ evaluated: images.evaluated, withLabels: labels.images - labels.none })}</p>
      {images.evaluated < images.labelled && (
        <p>{text.leftOut(images.labelled - images.evaluated, images.labelled)}</p>
      )}
      {notEvaluated.length > 0 && <p>{text.notEvaluated(notEvaluated.map(({ name }) => name).join(", "))}</p>}
      {!isRelease && <p>{text.notCitable}</p>}
      {children}
    </div>
  );
}

function NothingToEvaluate({
  report: { images, models },
  project,
}: {
  report: ProjectEvaluation;
  project: string;
}) {
  if (models.length === 0)
    return (
      <Message title={text.noModels}>
        <p>{text.noModelsText}</p>
        <JobHint kind="propose" />
      </Message>
    );
  if (images.labelled === 0)
    return (
      <Message
        title={text.noLabels}
        actions={
          <LinkButton to="/p/$project/overview" params={{ project }}>
            {text.noLabelsAction}
          </LinkButton>
        }
      >
        <p>{text.noLabelsText}</p>
      </Message>
    );
  return (
    <Message title={text.none}>
      <p>{text.noShared(images.labelled)}</p>
    </Message>
  );
}

function Limits({ limits }: { limits: string[] }) {
  if (limits.length === 0) return null;
  return (
    <section className={styles.limits} aria-label={text.limits}>
      <h2>{text.limits}</h2>
      <ul>
        {limits.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
    </section>
  );
}
