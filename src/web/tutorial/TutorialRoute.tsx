import { useNavigate, useParams } from "@tanstack/react-router";
import { lazy } from "react";
import { useSession } from "../client/session.ts";
import { pageAfterWork } from "../client/startPage.ts";
import { NotFoundPage } from "../components/shell/NotFoundPage.tsx";

const TutorialPage = lazy(async () => ({ default: (await import("./TutorialPage.tsx")).TutorialPage }));

/** The tutorial, without the shell, as the annotation page is. */
export function TutorialRoute() {
  const { person, projects } = useSession();
  const id = useParams({ strict: false, select: (params) => params.project });
  const navigate = useNavigate();
  const project = projects.find((one) => one.id === id);
  if (!project || !person)
    return (
      <main>
        <NotFoundPage />
      </main>
    );
  return (
    <TutorialPage
      project={project.id}
      projectName={project.name}
      person={{ id: person.id, name: person.name }}
      onLeave={() => void navigate({ to: pageAfterWork(project), params: { project: project.id } })}
    />
  );
}
