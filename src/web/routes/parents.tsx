import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  type ErrorComponentProps,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { chooseLanguage } from "../../contract/people/person.ts";
import { call } from "../client/call.ts";
import { sessionQuery } from "../client/session/session.ts";
import { ErrorPage } from "../components/shell/ErrorPage.tsx";
import { NotFoundPage } from "../components/shell/NotFoundPage.tsx";
import { Shell } from "../components/shell/Shell.tsx";
import { SignedIn } from "../components/shell/SignedIn.tsx";
import { speakTo } from "../language/language.ts";

/** Without a shell around it, a message is the whole page. */
export const WholeErrorPage = (props: ErrorComponentProps) => (
  <main>
    <ErrorPage {...props} />
  </main>
);
const WholeNotFoundPage = () => (
  <main>
    <NotFoundPage />
  </main>
);

/** Above all pages. */
export const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  errorComponent: WholeErrorPage,
  notFoundComponent: WholeNotFoundPage,
});

/** Above the pages of signed-in people. */
export const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  beforeLoad: async ({ context, location, cause }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    // If the session ended since, the open page deals with it.
    if (!session.person && cause !== "stay")
      throw redirect({ to: "/sign-in", search: signInSearch(location.href) });
    if (session.person && cause === "enter")
      await speakTo(session.person.language, (language) => call(chooseLanguage, { body: { language } }));
    if (session.needsSecondFactor && location.pathname !== "/account")
      throw redirect({ to: "/account", replace: true });
  },
  component: SignedIn,
  errorComponent: WholeErrorPage,
});

const signInSearch = (href: string) => (href === "/" ? {} : { to: href });

/** Above the pages inside the shell. */
export const withShell = createRoute({
  getParentRoute: () => signedIn,
  id: "shell",
  component: Shell,
  errorComponent: WholeErrorPage,
});
