import { Navigate, Outlet, useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "../../client/session/session.ts";

/** Already on the way to the sign-in; or at work, where the page keeps its state and asks to sign in when it suits. */
const staysWithoutSession = /^\/(?:sign-in|p\/[^/]+\/(?:annotate|refine))$/;

/** Everything behind the sign-in. If the session ends, it leads to the sign-in and back to the same page. */
export function SignedIn() {
  const { person } = useSession();
  const stays = useLocation({ select: ({ pathname }) => staysWithoutSession.test(pathname) });
  const href = useLocation({ select: (location) => location.href });
  if (person || stays) return <Outlet />;
  return <ToSignIn from={href} />;
}

/** Keeps the first address: while the router is leaving, the location is already that of the sign-in. */
function ToSignIn({ from }: { from: string }) {
  const [to] = useState(from);
  return <Navigate to="/sign-in" search={{ to }} replace />;
}
