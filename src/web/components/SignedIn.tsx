import { Navigate, Outlet, useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "../client/session.ts";

/** Everything behind the sign-in. A session that ends meanwhile leads to the sign-in and back to the same page. */
export function SignedIn() {
  const { person } = useSession();
  const href = useLocation({ select: (location) => location.href });
  if (person) return <Outlet />;
  return <ToSignIn from={href} />;
}

/** Keeps the first address: while the router leaves, the location is already that of the sign-in. */
function ToSignIn({ from }: { from: string }) {
  const [to] = useState(from);
  return <Navigate to="/sign-in" search={{ to }} replace />;
}
