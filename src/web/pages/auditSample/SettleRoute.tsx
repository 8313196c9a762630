import { useNavigate } from "@tanstack/react-router";
import { lazy } from "react";
import { WorkRoute } from "../../workShell/WorkRoute.tsx";

const SettlePage = lazy(async () => ({
  default: (await import("../../auditSample/SettlePage.tsx")).SettlePage,
}));

/** The differences between the experts of an audit sample. */
export function SettleRoute() {
  const navigate = useNavigate();
  return (
    <WorkRoute>
      {(place) => (
        <SettlePage
          key={`${place.person.id} ${place.project.id}`}
          place={place}
          onLeave={() => void navigate({ to: "/p/$project/work", params: { project: place.project.id } })}
        />
      )}
    </WorkRoute>
  );
}
