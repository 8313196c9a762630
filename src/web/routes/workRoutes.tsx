import { createRoute } from "@tanstack/react-router";
import { SettleRoute } from "../pages/auditSample/SettleRoute.tsx";
import { ContainsRoute } from "../pages/contains/ContainsRoute.tsx";
import { ReviewRoute } from "../pages/review/ReviewRoute.tsx";
import { SeverityRoute } from "../pages/severity/SeverityRoute.tsx";
import { AnnotateRoute } from "../pages/tasks/AnnotateRoute.tsx";
import { PracticeRoute } from "../practice/PracticeRoute.tsx";
import { TutorialRoute } from "../tutorial/TutorialRoute.tsx";
import { signedIn, WholeErrorPage } from "./parents.tsx";
import { textIn } from "./textIn.ts";

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

const vote = createRoute({
  getParentRoute: () => signedIn,
  path: "/p/$project/vote",
  validateSearch: openedAssignment,
  component: () => <AnnotateRoute stage="vote" />,
  errorComponent: WholeErrorPage,
});
const classify = createRoute({
  getParentRoute: () => signedIn,
  path: "/p/$project/classify",
  validateSearch: openedAssignment,
  component: () => <AnnotateRoute stage="classify" />,
  errorComponent: WholeErrorPage,
});
const classifyAfter = createRoute({
  getParentRoute: () => signedIn,
  path: "/p/$project/classify-after",
  validateSearch: openedAssignment,
  component: () => <AnnotateRoute stage="classify-after" />,
  errorComponent: WholeErrorPage,
});

const labelAnew = createRoute({
  getParentRoute: () => signedIn,
  path: "/p/$project/label-anew",
  validateSearch: openedAssignment,
  component: () => <AnnotateRoute stage="label-anew" />,
  errorComponent: WholeErrorPage,
});
const differences = createRoute({
  getParentRoute: () => signedIn,
  path: "/p/$project/differences",
  component: SettleRoute,
  errorComponent: WholeErrorPage,
});

const review = createRoute({
  getParentRoute: () => signedIn,
  path: "/p/$project/review",
  component: ReviewRoute,
  errorComponent: WholeErrorPage,
});

const contains = createRoute({
  getParentRoute: () => signedIn,
  path: "/p/$project/contains",
  component: ContainsRoute,
  errorComponent: WholeErrorPage,
});

const severity = createRoute({
  getParentRoute: () => signedIn,
  path: "/p/$project/severity",
  component: SeverityRoute,
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

/** The pages that people work on: an image takes all the room there is. */
export const workRoutes = [
  annotate,
  refine,
  vote,
  classify,
  classifyAfter,
  labelAnew,
  differences,
  review,
  contains,
  severity,
  practice,
  tutorial,
] as const;
