import { useQueryClient } from "@tanstack/react-query";
import { useLocation, useNavigate, useParams } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { forgetCounts } from "../client/queries/forgetCounts.ts";
import { forgetPerson, type Project, useSession } from "../client/session/session.ts";
import { NotFoundPage } from "../components/shell/NotFoundPage.tsx";

/** Who works on what, and the ways out. */
export interface WorkPlace {
  project: Project;
  person: { id: string; name: string };
  /** Whether the session has ended since the page was opened. */
  isSignedOut: boolean;
  /** Goes to the sign-in, and back to this page. */
  signIn(): void;
}

/** A page that people work on, without the shell of other pages: the image takes all the room there is. */
export function WorkRoute({ children }: { children(place: WorkPlace): ReactNode }) {
  const session = useSession();
  // A session that ends while somebody works leaves the page as it is.
  const [signedIn, setSignedIn] = useState(session);
  if (session.person && session !== signedIn) setSignedIn(session);
  const { person, projects } = session.person ? session : signedIn;
  const href = useLocation({ select: (location) => location.href });
  const id = useParams({ strict: false, select: (params) => params.project });
  const navigate = useNavigate();
  const client = useQueryClient();
  useEffect(() => {
    // Now rather than on leaving: the next page reads the cache before this one is gone.
    if (id) forgetCounts(client, id);
  }, [client, id]);
  const project = projects.find((one) => one.id === id);
  if (!project || !person)
    return (
      <main>
        <NotFoundPage />
      </main>
    );
  return children({
    project,
    person: { id: person.id, name: person.name },
    isSignedOut: session.person === null,
    signIn() {
      forgetPerson(client);
      void navigate({ to: "/sign-in", search: { to: href } });
    },
  });
}
