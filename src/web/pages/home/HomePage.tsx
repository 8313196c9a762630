import { useDocumentTitle } from "@mantine/hooks";
import { Link, Navigate } from "@tanstack/react-router";
import { useWaiting } from "../../client/queries/waiting.ts";
import { useSession } from "../../client/session/session.ts";
import { startPage } from "../../client/session/startPage.ts";
import { LinkButton } from "../../components/buttons/LinkButton.tsx";
import { Message } from "../../components/messages/Message.tsx";
import { WaitingBadge } from "../../components/shell/WaitingBadge.tsx";
import { words } from "../../words/words.ts";
import styles from "./HomePage.module.css";

const texts = words.home;

/** Sends a person to their work; asks only if there is a choice. */
export function HomePage() {
  useDocumentTitle("Multilabelfy");
  const { projects, mayMakeProjects } = useSession();
  const waiting = useWaiting();
  const [only] = projects;
  if (!only && mayMakeProjects)
    return (
      <Message as="page" title={texts.none} actions={<LinkButton to="/new">{texts.make}</LinkButton>}>
        <p>{texts.makeFirst}</p>
      </Message>
    );
  if (!only)
    return (
      <Message as="page" title={texts.none}>
        <p>{texts.noneText}</p>
        <p>{texts.askLead}</p>
      </Message>
    );
  if (projects.length === 1) return <Navigate to={startPage(only)} params={{ project: only.id }} replace />;
  return (
    <>
      <h1>{texts.title}</h1>
      <ul className={styles.list}>
        {projects.map((project) => (
          <li key={project.id}>
            <Link to={startPage(project)} params={{ project: project.id }} className={styles.project}>
              <strong>
                {project.name}
                <WaitingBadge waiting={waiting.get(project.id)} />
              </strong>
              <span>{project.roles.map((role) => words.roles.names[role]).join(", ")}</span>
            </Link>
          </li>
        ))}
      </ul>
      {mayMakeProjects && (
        <LinkButton variant="default" to="/new" className={styles.make}>
          {texts.make}
        </LinkButton>
      )}
    </>
  );
}
