import { useDocumentTitle } from "@mantine/hooks";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useId } from "react";
import { judgeSample, type RulingSample } from "../../../contract/rulings/effect.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { useLabelNames } from "../../client/queries/labelSpace.ts";
import { effectQuery, sampleQuery, samplesQuery } from "../../client/queries/rulings.ts";
import { Photo } from "../../components/photos/Photo.tsx";
import { BackLink } from "../../components/shell/BackLink.tsx";
import { useProject } from "../../components/shell/useProject.ts";
import { words } from "../../words/words.ts";
import styles from "./RulingSamplePage.module.css";

const w = words.rulingEffect;
const texts = w.sample;

/** An expert looks at some of the images that a ruling would settle, and says whether it is right on them. */
export function RulingSamplePage() {
  const project = useProject();
  useDocumentTitle(`${texts.title} · ${project.name}`);
  const id = useParams({ strict: false, select: ({ application }) => application ?? "" });
  const { data } = useSuspenseQuery(sampleQuery(project.id, id));
  const nameOf = useLabelNames(project.id);
  const { labels, kind, images, judged, sampled, appliedAt } = data.application;
  const mayJudge = project.roles.includes("expert") && appliedAt === null;
  return (
    <div className={styles.page}>
      {project.roles.includes("lead") && (
        <BackLink to="/p/$project/labels/rulings" params={{ project: project.id }}>
          {texts.back}
        </BackLink>
      )}
      <h1>{words.rulings.states(kind, nameOf(labels[0]), nameOf(labels[1]))}</h1>
      <p className={styles.lead}>{texts.about(images)}</p>
      {!mayJudge && <p className={styles.lead}>{appliedAt === null ? texts.forExperts : texts.locked}</p>}
      <p role="status" className={styles.lead}>
        {judged === sampled ? texts.allDone : texts.done(judged, sampled)}
      </p>
      <ol className={styles.list}>
        {data.images.map((image, at) => (
          <Sampled
            key={image.id}
            project={project.id}
            application={id}
            image={image}
            place={at + 1}
            mayJudge={mayJudge}
            nameOf={nameOf}
          />
        ))}
      </ol>
    </div>
  );
}

interface Props {
  project: string;
  application: string;
  image: RulingSample["images"][number];
  place: number;
  mayJudge: boolean;
  nameOf(label: number): string;
}

function Sampled({ project, application, image, place, mayJudge, nameOf }: Props) {
  const client = useQueryClient();
  const group = useId();
  const query = sampleQuery(project, application);
  const judge = useMutation({
    mutationFn: (verdict: "right" | "wrong") =>
      call(judgeSample, { params: { project, application, image: image.id }, body: { verdict } }),
    onSuccess: async (reply, verdict) => {
      client.setQueryData(query.queryKey, (sample) => {
        const images = sample?.images.map((one) => (one.id === image.id ? { ...one, verdict } : one));
        return sample && images && { ...reply, images };
      });
      const { queryKey } = effectQuery(project, reply.application.labels);
      await client.invalidateQueries({ queryKey });
      await client.invalidateQueries({ queryKey: samplesQuery(project).queryKey });
    },
  });
  return (
    <li className={styles.image}>
      <a href={image.url} target="_blank" rel="noreferrer">
        <Photo src={image.url} alt={texts.photo(place)} />
      </a>
      <div className={styles.said}>
        <p className={styles.dim}>{texts.settles}</p>
        {image.labels.map(({ label, answer }) => (
          <p key={label} className={styles.label}>
            {w.says(answer, nameOf(label))}
          </p>
        ))}
        <fieldset className={styles.verdict} disabled={!mayJudge || judge.isPending}>
          <legend className="visuallyHidden">{texts.verdictOn(place)}</legend>
          {(["right", "wrong"] as const).map((verdict) => (
            <label key={verdict} className={styles.choice} data-verdict={verdict}>
              <input
                type="radio"
                name={group}
                checked={(judge.isPending ? judge.variables : image.verdict) === verdict}
                onChange={() => judge.mutate(verdict)}
              />
              {texts[verdict]}
            </label>
          ))}
        </fieldset>
        {!mayJudge && image.by !== null && <p className={styles.dim}>{texts.by(image.by)}</p>}
        {judge.error && (
          <p className={styles.problem} role="alert">
            {explainFailure(judge.error).text}
          </p>
        )}
      </div>
    </li>
  );
}
