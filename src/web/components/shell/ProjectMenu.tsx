import { Popover, UnstyledButton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useWaiting } from "../../client/queries/waiting.ts";
import { type Project, useSession } from "../../client/session/session.ts";
import { startPage } from "../../client/session/startPage.ts";
import { words } from "../../words/words.ts";
import styles from "./ProjectMenu.module.css";
import { WaitingBadge } from "./WaitingBadge.tsx";

/** The project's name; a menu if there are several. */
export function ProjectMenu({ project }: { project: Project }) {
  const { projects, mayMakeProjects } = useSession();
  const [opened, setOpened] = useState(false);
  const waiting = useWaiting();
  if (projects.length === 1 && !mayMakeProjects) return <span className={styles.name}>{project.name}</span>;
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      shadow="md"
      trapFocus
      returnFocus
      withinPortal={false}
    >
      <Popover.Target>
        <UnstyledButton className={styles.name} onClick={() => setOpened(!opened)}>
          {project.name}
          <span className="visuallyHidden">{words.shell.changeProject}</span>
          <span aria-hidden="true" className={styles.arrow} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={styles.menu} aria-label={words.shell.projects}>
        <ul className={styles.list}>
          {projects.map((one) => (
            <li key={one.id}>
              <Link
                to={startPage(one)}
                params={{ project: one.id }}
                className={styles.link}
                data-current={one.id === project.id}
                onClick={() => setOpened(false)}
              >
                {one.name}
                <WaitingBadge waiting={waiting.get(one.id)} />
              </Link>
            </li>
          ))}
          {mayMakeProjects && (
            <li>
              <Link to="/new" className={styles.link} onClick={() => setOpened(false)}>
                {words.home.make}
              </Link>
            </li>
          )}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
