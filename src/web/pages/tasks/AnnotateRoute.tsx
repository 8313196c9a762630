import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy } from "react";
import type { Stage } from "../../../core/tasks/stage.ts";
import { askMyWork } from "../../client/queries/myWork.ts";
import { pageAfterWork } from "../../client/session/startPage.ts";
import { useEachTime } from "../../components/useEachTime.ts";
import { WorkRoute } from "../../workShell/WorkRoute.tsx";

const AnnotatePage = lazy(async () => ({
  default: (await import("../../annotate/AnnotatePage.tsx")).AnnotatePage,
}));

/** The annotation page of a stage. */
export function AnnotateRoute({ stage }: { stage: Stage }) {
  const assignment = useSearch({ strict: false, select: (search) => search.assignment });
  const navigate = useNavigate();
  return (
    <WorkRoute>
      {(place) => {
        const { person, project } = place;
        const params = { project: project.id };
        return (
          <>
            <LearnMyWork project={project.id} person={person.id} />
            <AnnotatePage
              key={`${person.id} ${project.id} ${stage}`}
              place={place}
              stage={stage}
              {...(assignment ? { assignment } : {})}
              onLeave={() => void navigate({ to: pageAfterWork(project), params })}
              onOpened={(opened) =>
                void navigate({
                  to: `/p/$project/${stage}`,
                  params,
                  search: { assignment: opened },
                  replace: true,
                })
              }
            />
          </>
        );
      }}
    </WorkRoute>
  );
}

/** Milliseconds of delay, so that the first image need not wait for it. */
const afterFirst = 1_000;

/** Without a connection, *My work* shows the last reply; people who start on this page have not been there. */
function LearnMyWork({ project, person }: { project: string; person: string }) {
  useEachTime(`${person} ${project}`, () => {
    const left = new AbortController();
    const asking = window.setTimeout(
      () => void askMyWork(project, person, left.signal).catch(() => {}),
      afterFirst,
    );
    return () => {
      window.clearTimeout(asking);
      left.abort();
    };
  });
  return null;
}
