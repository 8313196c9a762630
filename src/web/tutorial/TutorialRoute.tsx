import { useNavigate } from "@tanstack/react-router";
import { lazy } from "react";
import { pageAfterWork } from "../client/session/startPage.ts";
import { WorkRoute } from "../workShell/WorkRoute.tsx";

const TutorialPage = lazy(async () => ({ default: (await import("./TutorialPage.tsx")).TutorialPage }));

/** The tutorial. */
export function TutorialRoute() {
  const navigate = useNavigate();
  return (
    <WorkRoute>
      {(place) => (
        <TutorialPage
          place={place}
          onLeave={() =>
            void navigate({ to: pageAfterWork(place.project), params: { project: place.project.id } })
          }
        />
      )}
    </WorkRoute>
  );
}
