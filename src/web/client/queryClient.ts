import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { CallFailure } from "./call.ts";
import { forgetPerson, sessionQuery } from "./session/session.ts";

const onError = (error: unknown) => {
  if (!(error instanceof CallFailure)) return;
  if (error.code === "not-signed-in") forgetPerson(queryClient);
  // Roles may have changed since the page was drawn, or what they require.
  if (error.code === "forbidden" || error.code === "second-factor-needed")
    void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
};

/** A refused request would be refused again; one that did not arrive is worth another try. */
const isWorthRetrying = (failures: number, error: unknown) =>
  failures < 2 && (!(error instanceof CallFailure) || error.status === 0 || error.status >= 500);

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    // "always": the server is often this very machine, which answers even if the browser thinks it is offline.
    queries: { retry: isWorthRetrying, retryDelay: 800, networkMode: "always", staleTime: 5_000 },
    mutations: { networkMode: "always" },
  },
});
