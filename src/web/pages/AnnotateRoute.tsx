import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, useEffect } from "react";
import type { Stage } from "../../core/stage.ts";
import { forgetCounts } from "../client/forgetCounts.ts";
import { useSession } from "../client/session.ts";
import { pageAfterWork } from "../client/startPage.ts";
import { NotFoundPage } from "../components/NotFoundPage.tsx";

const AnnotatePage = lazy(async () => ({
  default: (await import("../annotate/AnnotatePage.tsx")).AnnotatePage,
}));

/** The annotation page, without the shell: the image takes all the room there is. */
export function AnnotateRoute({ stage }: { stage: Stage }) {
  const { person, projects } = useSession();
  const id = useParams({ strict: false, select: (params) => params.project });
  const assignment = useSearch({ strict: false, select: (search) => search.assignment });
  const navigate = useNavigate();
  const client = useQueryClient();
  useEffect(() => {
    // Now rather than on leaving: the next page reads what is kept before this one is gone.
    if (id) forgetCounts(client, id);
  }, [client, id]);
  const project = projects.find((one) => one.id === id);
  if (!project || !person)
    return (
      <main>
        <NotFoundPage />
      </main>
    );

  const params = { project: project.id };
  return (
    <AnnotatePage
      key={`${person.id} ${project.id} ${stage}`}
      project={project.id}
      projectName={project.name}
      stage={stage}
      {...(assignment ? { assignment } : {})}
      person={{ id: person.id, name: person.name }}
      onLeave={() => void navigate({ to: pageAfterWork(project), params })}
      onOpened={(opened) =>
        void navigate({ to: `/p/$project/${stage}`, params, search: { assignment: opened }, replace: true })
      }
    />
  );
}
