import { useNavigate } from "@tanstack/react-router";
import { lazy } from "react";
import { WorkRoute } from "../../workShell/WorkRoute.tsx";

const ReviewPage = lazy(async () => ({ default: (await import("../../review/ReviewPage.tsx")).ReviewPage }));

/** The no-label review. */
export function ReviewRoute() {
  const navigate = useNavigate();
  return (
    <WorkRoute>
      {(place) => (
        <ReviewPage
          key={`${place.person.id} ${place.project.id}`}
          place={place}
          onLeave={() => void navigate({ to: "/p/$project/work", params: { project: place.project.id } })}
        />
      )}
    </WorkRoute>
  );
}
