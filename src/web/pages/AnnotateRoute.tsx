import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy } from "react";
import type { Stage } from "../../core/tasks/stage.ts";
import { pageAfterWork } from "../client/startPage.ts";
import { WorkRoute } from "../workShell/WorkRoute.tsx";

const AnnotatePage = lazy(async () => ({
  default: (await import("../annotate/AnnotatePage.tsx")).AnnotatePage,
}));

/** The annotation page, of a stage. */
export function AnnotateRoute({ stage }: { stage: Stage }) {
  const assignment = useSearch({ strict: false, select: (search) => search.assignment });
  const navigate = useNavigate();
  return (
    <WorkRoute>
      {(place) => {
        const { person, project } = place;
        const params = { project: project.id };
        return (
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
        );
      }}
    </WorkRoute>
  );
}
