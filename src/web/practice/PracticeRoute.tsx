import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy } from "react";
import { WorkRoute } from "../workShell/WorkRoute.tsx";

const PracticePage = lazy(async () => ({ default: (await import("./PracticePage.tsx")).PracticePage }));

/** The practice images. */
export function PracticeRoute() {
  const answer = useSearch({ strict: false, select: (search) => search.answer });
  const navigate = useNavigate();
  return (
    <WorkRoute>
      {(place) => (
        <PracticePage
          key={`${place.person.id} ${place.project.id}`}
          place={place}
          answer={answer}
          onLeave={() => void navigate({ to: "/p/$project/work", params: { project: place.project.id } })}
        />
      )}
    </WorkRoute>
  );
}
