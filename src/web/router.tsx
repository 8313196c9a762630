import { createRouter } from "@tanstack/react-router";
import { queryClient } from "./client/queryClient.ts";
import { ErrorPage } from "./components/shell/ErrorPage.tsx";
import { NotFoundPage } from "./components/shell/NotFoundPage.tsx";
import { Waiting } from "./components/shell/Waiting.tsx";
import { entranceRoutes } from "./routes/entranceRoutes.tsx";
import { pageRoutes } from "./routes/pageRoutes.tsx";
import { root, signedIn, withShell } from "./routes/parents.tsx";
import { workRoutes } from "./routes/workRoutes.tsx";

export const router = createRouter({
  routeTree: root.addChildren([
    ...entranceRoutes,
    signedIn.addChildren([withShell.addChildren(pageRoutes), ...workRoutes]),
  ]),
  context: { queryClient },
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFoundPage,
  defaultPendingComponent: Waiting,
  defaultPendingMs: 300,
  scrollRestoration: true,
  // Parameters in an address that no page knows never reach a request.
  search: { strict: true },
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
