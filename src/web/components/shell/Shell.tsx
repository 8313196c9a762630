import { Link, Outlet, useLocation, useParams } from "@tanstack/react-router";
import { Live, useLiveProject } from "../../client/live.ts";
import { words } from "../../words/words.ts";
import { PasswordAgain } from "../dialogs/PasswordAgain.tsx";
import { GoToButton } from "./GoToButton.tsx";
import { NotFoundPage } from "./NotFoundPage.tsx";
import { PersonMenu } from "./PersonMenu.tsx";
import { ProjectMenu } from "./ProjectMenu.tsx";
import { ProjectNav } from "./ProjectNav.tsx";
import { maxInARow, pagesOf } from "./pagesOf.ts";
import styles from "./Shell.module.css";
import { useProjectIfAny } from "./useProject.ts";

/** The pages in the shell that annotators and experts also read; those of leads are in English. */
const isTranslated = /^\/(?:account|p\/[^/]+\/(?:work|guideline))?$/;

/** The frame of every page except the annotation page: the current place, the other pages, and the person. */
export function Shell() {
  const named = useParams({ strict: false, select: (params) => params.project !== undefined });
  const project = useProjectIfAny();
  // On the images page, past the filters: the first image is one Tab further.
  const start = useLocation({
    select: ({ pathname }) => (pathname.endsWith("/images") ? "#image-list" : "#content"),
  });
  const isEnglish = useLocation({ select: ({ pathname }) => !isTranslated.test(pathname) });
  const isLive = useLiveProject(project?.roles.includes("lead") ? project.id : undefined);
  const many = project !== undefined && pagesOf(project.roles).length > maxInARow;
  return (
    <>
      <a className={styles.skip} href={start}>
        {words.shell.skip}
      </a>
      <header className={styles.header}>
        <Link to="/" className={styles.logo}>
          Multilabelfy
        </Link>
        {project && <ProjectMenu project={project} />}
        <span className={styles.grow} />
        {project && <GoToButton project={project} />}
        {project && !many && <ProjectNav project={project} many={false} />}
        <PersonMenu />
      </header>
      <div className={styles.body}>
        {project && many && <ProjectNav project={project} many />}
        <main id="content" className={styles.main} tabIndex={-1} {...(isEnglish ? { lang: "en" } : {})}>
          <Live value={isLive}>{named && !project ? <NotFoundPage /> : <Outlet />}</Live>
        </main>
      </div>
      <PasswordAgain />
    </>
  );
}
