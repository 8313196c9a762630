import { Link, Outlet, useParams } from "@tanstack/react-router";
import { NotFoundPage } from "./NotFoundPage.tsx";
import { PersonMenu } from "./PersonMenu.tsx";
import { ProjectMenu } from "./ProjectMenu.tsx";
import { ProjectNav } from "./ProjectNav.tsx";
import styles from "./Shell.module.css";
import { useProjectIfAny } from "./useProject.ts";

/** The frame of every page but the annotation page: where one is, where one can go, and who one is. */
export function Shell() {
  const named = useParams({ strict: false, select: (params) => params.project !== undefined });
  const project = useProjectIfAny();
  return (
    <>
      <a className={styles.skip} href="#content">
        Skip to content
      </a>
      <header className={styles.header}>
        <Link to="/" className={styles.logo}>
          Multilabelfy
        </Link>
        {project && <ProjectMenu project={project} />}
        <span className={styles.grow} />
        {project && <ProjectNav project={project} />}
        <PersonMenu />
      </header>
      <main id="content" className={styles.main} tabIndex={-1}>
        {named && !project ? <NotFoundPage /> : <Outlet />}
      </main>
    </>
  );
}
