import { Navigate, Outlet, useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "../../client/session/session.ts";

/** On the way to the sign-in already; or at work, which a page keeps as it is and asks to sign in when it suits. */
const staysWithoutSession = /^\/(?:sign-in|p\/[^/]+\/(?:annotate|refine))$/;

/** Everything behind the sign-in. A session that ends meanwhile leads to the sign-in and back to the same page. */
export function SignedIn() {
  const { person } = useSession();
  const stays = useLocation({ select: ({ pathname }) => staysWithoutSession.test(pathname) });
  const href = useLocation({ select: (location) => location.href });
  if (person || stays) return <Outlet />;
  return <ToSignIn from={href} />;
}

/** Keeps the first address: while the router leaves, the location is already that of the sign-in. */
function ToSignIn({ from }: { from: string }) {
  const [to] = useState(from);
  return <Navigate to="/sign-in" search={{ to }} replace />;
}
