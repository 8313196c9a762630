import { useQueryClient } from "@tanstack/react-query";
import { useLocation, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, useEffect, useState } from "react";
import type { Stage } from "../../core/tasks/stage.ts";
import { forgetCounts } from "../client/forgetCounts.ts";
import { useSession } from "../client/session.ts";
import { pageAfterWork } from "../client/startPage.ts";
import { NotFoundPage } from "../components/shell/NotFoundPage.tsx";

const AnnotatePage = lazy(async () => ({
  default: (await import("../annotate/AnnotatePage.tsx")).AnnotatePage,
}));

/** The annotation page, without the shell: the image takes all the room there is. */
export function AnnotateRoute({ stage }: { stage: Stage }) {
  const session = useSession();
  // A session that ends while somebody works leaves the page as it is.
  const [signedIn, setSignedIn] = useState(session);
  if (session.person && session !== signedIn) setSignedIn(session);
  const { person, projects } = session.person ? session : signedIn;
  const href = useLocation({ select: (location) => location.href });
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
      isSignedOut={session.person === null}
      onSignIn={() => void navigate({ to: "/sign-in", search: { to: href } })}
      onLeave={() => void navigate({ to: pageAfterWork(project), params })}
      onOpened={(opened) =>
        void navigate({ to: `/p/$project/${stage}`, params, search: { assignment: opened }, replace: true })
      }
    />
  );
}
