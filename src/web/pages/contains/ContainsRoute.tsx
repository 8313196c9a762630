import { useNavigate } from "@tanstack/react-router";
import { lazy } from "react";
import { WorkRoute } from "../../workShell/WorkRoute.tsx";

const SheetPage = lazy(async () => ({ default: (await import("../../contains/SheetPage.tsx")).SheetPage }));

/** Sheets of photos with a question about one label. */
export function ContainsRoute() {
  const navigate = useNavigate();
  return (
    <WorkRoute>
      {(place) => (
        <SheetPage
          key={`${place.person.id} ${place.project.id}`}
          place={place}
          onLeave={() => void navigate({ to: "/p/$project/work", params: { project: place.project.id } })}
        />
      )}
    </WorkRoute>
  );
}
