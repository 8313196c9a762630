import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { queryClient } from "./client/queryClient.ts";
import { returnPath } from "./client/returnPath.ts";
import { sessionQuery } from "./client/session.ts";
import { ErrorPage } from "./components/shell/ErrorPage.tsx";
import { NotFoundPage } from "./components/shell/NotFoundPage.tsx";
import { Shell } from "./components/shell/Shell.tsx";
import { SignedIn } from "./components/shell/SignedIn.tsx";
import { Waiting } from "./components/shell/Waiting.tsx";
import { AnnotateRoute } from "./pages/AnnotateRoute.tsx";
import { AccountPage } from "./pages/account/AccountPage.tsx";
import { InvitationPage } from "./pages/account/InvitationPage.tsx";
import { SetPasswordPage } from "./pages/entrance/SetPasswordPage.tsx";
import { SignInPage } from "./pages/entrance/SignInPage.tsx";
import { HomePage } from "./pages/HomePage.tsx";
import { filterInAddress } from "./pages/images/filterInAddress.ts";
import { OverviewPage } from "./pages/overview/OverviewPage.tsx";
import { PeoplePage } from "./pages/people/PeoplePage.tsx";
import { PersonPage } from "./pages/people/PersonPage.tsx";
import { ReviewRoute } from "./pages/ReviewRoute.tsx";
import { ReleasesPage } from "./pages/releases/ReleasesPage.tsx";
import { WorkPage } from "./pages/work/WorkPage.tsx";
import { PracticeRoute } from "./practice/PracticeRoute.tsx";
import { TutorialRoute } from "./tutorial/TutorialRoute.tsx";

/** Where there is no shell around a message, it is the whole page. */
const WholeErrorPage = (props: ErrorComponentProps) => (
  <main>
    <ErrorPage {...props} />
  </main>
);
const WholeNotFoundPage = () => (
  <main>
    <NotFoundPage />
  </main>
);

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  errorComponent: WholeErrorPage,
  notFoundComponent: WholeNotFoundPage,
});

const textIn = (search: Record<string, unknown>, name: string) =>
  typeof search[name] === "string" ? search[name] : undefined;

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
    // A server out of reach is told when the form is sent.
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

const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  beforeLoad: async ({ context, location, cause }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    // A session that ended since is a matter of the page that is open.
    if (!session.person && cause !== "stay")
      throw redirect({ to: "/sign-in", search: signInSearch(location.href) });
    if (session.needsSecondFactor && location.pathname !== "/account")
      throw redirect({ to: "/account", replace: true });
  },
  component: SignedIn,
  errorComponent: WholeErrorPage,
});

const signInSearch = (href: string) => (href === "/" ? {} : { to: href });

const withShell = createRoute({
  getParentRoute: () => signedIn,
  id: "shell",
  component: Shell,
  errorComponent: WholeErrorPage,
});
const home = createRoute({ getParentRoute: () => withShell, path: "/", component: HomePage });
const overview = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/overview",
  component: OverviewPage,
});
const work = createRoute({ getParentRoute: () => withShell, path: "/p/$project/work", component: WorkPage });
const releases = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/releases",
  component: ReleasesPage,
});
const models = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/models",
  validateSearch: (search): { view?: "proposals"; by?: string } => {
    // A number in an address is read as one.
    const by = typeof search.by === "number" ? String(search.by) : textIn(search, "by");
    return { ...(search.view === "proposals" ? { view: "proposals" } : {}), ...(by ? { by } : {}) };
  },
  // On its own: it brings the library that draws figures.
  component: lazyRouteComponent(() => import("./pages/models/ModelsPage.tsx"), "ModelsPage"),
});
const labels = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/labels",
  component: lazyRouteComponent(() => import("./pages/labels/LabelsPage.tsx"), "LabelsPage"),
});
const label = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/labels/$label",
  component: lazyRouteComponent(() => import("./pages/labels/LabelPage.tsx"), "LabelPage"),
});
const labelIn = (search: Record<string, unknown>, name: string) => {
  const label = search[name];
  return Number.isInteger(label) && (label as number) >= 0 ? (label as number) : undefined;
};
const rulings = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/labels/rulings",
  validateSearch: (search): { first?: number; second?: number } => {
    const [first, second] = [labelIn(search, "first"), labelIn(search, "second")];
    return first === undefined || second === undefined ? {} : { first, second };
  },
  component: lazyRouteComponent(() => import("./pages/rulings/RulingsPage.tsx"), "RulingsPage"),
});
const pace = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/pace",
  component: lazyRouteComponent(() => import("./pages/pace/PacePage.tsx"), "PacePage"),
});
const agreement = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/agreement",
  component: lazyRouteComponent(() => import("./pages/agreement/AgreementPage.tsx"), "AgreementPage"),
});
const images = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/images",
  validateSearch: filterInAddress,
  component: lazyRouteComponent(() => import("./pages/images/ImagesPage.tsx"), "ImagesPage"),
});
const image = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/images/$image",
  component: lazyRouteComponent(() => import("./pages/images/ImagePage.tsx"), "ImagePage"),
});
const batches = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/batches",
  component: lazyRouteComponent(() => import("./pages/batches/BatchesPage.tsx"), "BatchesPage"),
});
const pilot = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/batches/pilot",
  component: lazyRouteComponent(() => import("./pages/pilot/PilotPage.tsx"), "PilotPage"),
});
const settings = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/settings",
  component: lazyRouteComponent(() => import("./pages/settings/SettingsPage.tsx"), "SettingsPage"),
});
const gold = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/gold",
  component: lazyRouteComponent(() => import("./pages/gold/GoldPage.tsx"), "GoldPage"),
});
const noLabel = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/no-label",
  component: lazyRouteComponent(() => import("./pages/noLabel/NoLabelPage.tsx"), "NoLabelPage"),
});
const guideline = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/guideline",
  component: lazyRouteComponent(() => import("./pages/guideline/GuidelinePage.tsx"), "GuidelinePage"),
});

const people = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/people",
  component: PeoplePage,
});
const person = createRoute({
  getParentRoute: () => withShell,
  path: "/p/$project/people/$person",
  component: PersonPage,
});
const account = createRoute({ getParentRoute: () => withShell, path: "/account", component: AccountPage });

const openedAssignment = (search: Record<string, unknown>): { assignment?: string } => {
  const assignment = textIn(search, "assignment");
  return assignment ? { assignment } : {};
};
const annotate = createRoute({
  getParentRoute: () => signedIn,
  path: "/p/$project/annotate",
  validateSearch: openedAssignment,
  component: () => <AnnotateRoute stage="annotate" />,
  errorComponent: WholeErrorPage,
});
const refine = createRoute({
  getParentRoute: () => signedIn,
  path: "/p/$project/refine",
  validateSearch: openedAssignment,
  component: () => <AnnotateRoute stage="refine" />,
  errorComponent: WholeErrorPage,
});

const review = createRoute({
  getParentRoute: () => signedIn,
  path: "/p/$project/review",
  component: ReviewRoute,
  errorComponent: WholeErrorPage,
});

const practice = createRoute({
  getParentRoute: () => signedIn,
  path: "/p/$project/practice",
  validateSearch: (search): { answer?: string } => {
    const answer = textIn(search, "answer");
    return answer ? { answer } : {};
  },
  component: PracticeRoute,
  errorComponent: WholeErrorPage,
});

const tutorial = createRoute({
  getParentRoute: () => signedIn,
  path: "/p/$project/tutorial",
  component: TutorialRoute,
  errorComponent: WholeErrorPage,
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    setPassword,
    invitation,
    signedIn.addChildren([
      withShell.addChildren([
        home,
        overview,
        work,
        people,
        person,
        labels,
        label,
        rulings,
        pace,
        agreement,
        noLabel,
        models,
        releases,
        guideline,
        account,
        images,
        image,
        batches,
        pilot,
        gold,
        settings,
      ]),
      annotate,
      refine,
      review,
      practice,
      tutorial,
    ]),
  ]),
  context: { queryClient },
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFoundPage,
  defaultPendingComponent: Waiting,
  defaultPendingMs: 300,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
