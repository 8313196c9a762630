import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { lazy, useEffect } from "react";
import { forgetCounts } from "../client/forgetCounts.ts";
import { useSession } from "../client/session.ts";
import { NotFoundPage } from "../components/shell/NotFoundPage.tsx";

const ReviewPage = lazy(async () => ({ default: (await import("../review/ReviewPage.tsx")).ReviewPage }));

/** The no-label review, without the shell: the image takes all the room there is. */
export function ReviewRoute() {
  const { person, projects } = useSession();
  const id = useParams({ strict: false, select: (params) => params.project });
  const navigate = useNavigate();
  const client = useQueryClient();
  useEffect(() => {
    if (id) forgetCounts(client, id);
  }, [client, id]);
  const project = projects.find((one) => one.id === id);
  if (!project || !person)
    return (
      <main>
        <NotFoundPage />
      </main>
    );
  return (
    <ReviewPage
      key={`${person.id} ${project.id}`}
      project={project.id}
      projectName={project.name}
      person={{ id: person.id, name: person.name }}
      onLeave={() => void navigate({ to: "/p/$project/work", params: { project: project.id } })}
    />
  );
}
