import { useDocumentTitle } from "@mantine/hooks";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { PersonView } from "../../../contract/people/person.ts";
import { formatDuration } from "../../components/format/formatDuration.ts";
import { formatTime } from "../../components/format/formatTime.ts";
import { IndependentNote } from "../../components/messages/IndependentNote.tsx";
import { Panel } from "../../components/Panel.tsx";
import { Thumbnail } from "../../components/photos/Thumbnail.tsx";
import { BackLink } from "../../components/shell/BackLink.tsx";
import { useProject } from "../../components/shell/useProject.ts";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import { ActivityPanel } from "./ActivityPanel.tsx";
import { OpenWork } from "./OpenWork.tsx";
import { PersonAccess } from "./PersonAccess.tsx";
import { PersonDrift } from "./PersonDrift.tsx";
import { PersonGold } from "./PersonGold.tsx";
import styles from "./PersonPage.module.css";
import { PersonPractice } from "./PersonPractice.tsx";
import { personQuery } from "./peopleQueries.ts";
import { useDependence } from "./useDependence.ts";

const texts = words.people.person;

/** One person of a project: their work, what they may do, and everything that happened. */
export function PersonPage() {
  const project = useProject();
  const id = useParams({
    from: "/signed-in/shell/p/$project/people/$person",
    select: ({ person }) => person,
  });
  const { data } = useSuspenseQuery(personQuery(project.id, id));
  const { person } = data;
  const dependence = useDependence(project.id).get(person.id);
  useDocumentTitle(`${person.name} · ${project.name}`);
  return (
    <div className={styles.page}>
      <div>
        <BackLink to="/p/$project/people" params={{ project: project.id }}>
          {texts.back}
        </BackLink>
        <h1 className={styles.name}>{person.name}</h1>
        <p className={styles.email}>
          {person.email} · {person.roles.map((role) => words.roles.names[role]).join(", ")}
        </p>
        {dependence && <IndependentNote dependence={dependence} />}
        {!person.isActive && <p className={styles.warning}>{texts.noAccess}</p>}
      </div>
      <div className={styles.columns}>
        <div className={styles.column}>
          <Work person={person} />
          <OpenWork project={project.id} view={data} />
          {(person.roles.includes("annotator") || person.gold) && <PersonGold accuracy={person.gold} />}
          {person.roles.includes("annotator") && <PersonDrift project={project.id} person={person.id} />}
          {data.qualification && <PersonPractice project={project.id} person={data.qualification} />}
          <ActivityPanel project={project.id} person={id} />
        </div>
        <div className={styles.column}>
          <PersonAccess project={project.id} view={data} />
          <Flags project={project.id} flags={data.flags} />
        </div>
      </div>
    </div>
  );
}

const Work = ({ person: { work } }: { person: PersonView["person"] }) => (
  <Panel title={texts.work}>
    {work.length === 0 && <p className={styles.text}>{texts.noWork}</p>}
    {work.map(({ stage, done, left, medianActiveMs }) => (
      <p key={stage} className={styles.text}>
        <strong>{words.roles.stages[stage]}</strong>: {texts.done(done, done + left)},{" "}
        {medianActiveMs === null ? texts.noPace : texts.pace(formatDuration(medianActiveMs))}
      </p>
    ))}
  </Panel>
);

const Flags = ({ project, flags }: { project: string } & Pick<PersonView, "flags">) => (
  <Panel title={texts.flags.title}>
    {flags.length === 0 ? (
      <p className={styles.text}>{texts.flags.none}</p>
    ) : (
      <Table caption={texts.flags.caption} heads={[texts.flags.image, texts.flags.reason, texts.flags.at]}>
        {flags.map(({ image, imageKey, thumbnailUrl, reason, at }) => (
          <tr key={imageKey}>
            <th scope="row" className={styles.image}>
              <span>
                <Thumbnail src={thumbnailUrl} alt="" className={styles.thumbnail} />
                <Link to="/p/$project/images/$image" params={{ project, image }} search={{}}>
                  {imageKey}
                </Link>
              </span>
            </th>
            <td>{reason}</td>
            <td>{formatTime(at)}</td>
          </tr>
        ))}
      </Table>
    )}
  </Panel>
);
