import { createRoute, redirect } from "@tanstack/react-router";
import { returnPath } from "../client/session/returnPath.ts";
import { sessionQuery } from "../client/session/session.ts";
import { BeginPage } from "../pages/entrance/BeginPage.tsx";
import { SetPasswordPage } from "../pages/entrance/SetPasswordPage.tsx";
import { SignInPage } from "../pages/entrance/SignInPage.tsx";
import { InvitationPage } from "../pages/people/account/InvitationPage.tsx";
import { root } from "./parents.tsx";
import { textIn } from "./textIn.ts";

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search): { to?: string; passwordSet?: boolean; error?: string } => {
    const to = textIn(search, "to");
    const error = textIn(search, "error");
    return {
      ...(to ? { to: returnPath(to) } : {}),
      ...(search.passwordSet ? { passwordSet: true } : {}),
      ...(error ? { error } : {}),
    };
  },
  beforeLoad: async ({ context, search }) => {
    // If the server is unreachable, sending the form says so.
    const session = await context.queryClient.fetchQuery(sessionQuery).catch(() => undefined);
    if (session?.person) throw redirect({ href: search.to ?? "/", replace: true });
  },
  component: SignInPage,
});

const setPassword = createRoute({
  getParentRoute: () => root,
  path: "/set-password",
  validateSearch: (search): { token?: string } => {
    const token = textIn(search, "token");
    return token ? { token } : {};
  },
  component: SetPasswordPage,
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation",
  validateSearch: (search): { token?: string } => {
    const token = textIn(search, "token");
    return token ? { token } : {};
  },
  component: InvitationPage,
});

const begin = createRoute({
  getParentRoute: () => root,
  path: "/begin",
  validateSearch: (search): { token?: string } => {
    const token = textIn(search, "token");
    return token ? { token } : {};
  },
  component: BeginPage,
});

/** The pages for people who are not signed in yet. */
export const entranceRoutes = [begin, signIn, setPassword, invitation] as const;
