import { Link } from "@tanstack/react-router";
import type { Project } from "../client/session.ts";
import { useWaiting } from "../client/waiting.ts";
import styles from "./ProjectNav.module.css";
import { pagesOf } from "./pagesOf.ts";
import { WaitingBadge } from "./WaitingBadge.tsx";

export function ProjectNav({ project }: { project: Project }) {
  const waiting = useWaiting();
  return (
    <nav className={styles.nav} aria-label="Pages of the project">
      {pagesOf(project.roles).map(({ to, name }) => (
        <Link key={to} to={to} params={{ project: project.id }} className={styles.link}>
          {name}
          {to === "/p/$project/work" && <WaitingBadge count={waiting.get(project.id)} />}
        </Link>
      ))}
    </nav>
  );
}
