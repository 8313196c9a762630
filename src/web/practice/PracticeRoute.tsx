import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy } from "react";
import { useSession } from "../client/session.ts";
import { NotFoundPage } from "../components/shell/NotFoundPage.tsx";
import { useProjectIfAny } from "../components/shell/useProject.ts";

const PracticePage = lazy(async () => ({ default: (await import("./PracticePage.tsx")).PracticePage }));

/** The practice images, without the shell, as the annotation page is. */
export function PracticeRoute() {
  const { person } = useSession();
  const project = useProjectIfAny();
  const answer = useSearch({ strict: false, select: (search) => search.answer });
  const navigate = useNavigate();
  if (!project || !person)
    return (
      <main>
        <NotFoundPage />
      </main>
    );
  return (
    <PracticePage
      key={`${person.id} ${project.id}`}
      project={project.id}
      projectName={project.name}
      person={{ id: person.id, name: person.name }}
      answer={answer}
      onLeave={() => void navigate({ to: "/p/$project/work", params: { project: project.id } })}
    />
  );
}
