import { useNavigate } from "@tanstack/react-router";
import { lazy } from "react";
import { WorkRoute } from "../../workShell/WorkRoute.tsx";

const SeverityPage = lazy(async () => ({
  default: (await import("../../severity/SeverityPage.tsx")).SeverityPage,
}));

/** Rating how bad models' errors are. */
export function SeverityRoute() {
  const navigate = useNavigate();
  return (
    <WorkRoute>
      {(place) => (
        <SeverityPage
          key={`${place.person.id} ${place.project.id}`}
          place={place}
          onLeave={() => void navigate({ to: "/p/$project/work", params: { project: place.project.id } })}
        />
      )}
    </WorkRoute>
  );
}
