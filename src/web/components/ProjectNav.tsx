import { Link } from "@tanstack/react-router";
import type { Project } from "../client/session.ts";
import styles from "./ProjectNav.module.css";
import { pagesOf } from "./pagesOf.ts";

export function ProjectNav({ project }: { project: Project }) {
  return (
    <nav className={styles.nav} aria-label="Pages of the project">
      {pagesOf(project.roles).map(({ to, name }) => (
        <Link key={to} to={to} params={{ project: project.id }} className={styles.link}>
          {name}
        </Link>
      ))}
    </nav>
  );
}
