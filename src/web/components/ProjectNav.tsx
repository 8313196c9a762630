import { Link } from "@tanstack/react-router";
import type { Project } from "../client/session.ts";
import { useWaiting } from "../client/waiting.ts";
import { words } from "../words/words.ts";
import styles from "./ProjectNav.module.css";
import { pagesOf } from "./pagesOf.ts";
import { WaitingBadge } from "./WaitingBadge.tsx";

/** The pages of a project: in a row, or, where there are many and the window is wide, in a column by area. */
export function ProjectNav({ project, many }: { project: Project; many: boolean }) {
  const waiting = useWaiting();
  const areas = Map.groupBy(pagesOf(project.roles), ({ area }) => area);
  return (
    <nav className={many ? styles.column : styles.row} aria-label={words.shell.nav}>
      {[...areas].map(([area, pages]) => (
        <div key={area} className={styles.area}>
          {pages.map(({ to, name }) => (
            <Link key={to} to={to} params={{ project: project.id }} className={styles.link}>
              {name}
              {to === "/p/$project/work" && <WaitingBadge count={waiting.get(project.id)} />}
            </Link>
          ))}
        </div>
      ))}
    </nav>
  );
}
