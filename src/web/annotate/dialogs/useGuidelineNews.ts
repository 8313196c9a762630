import { useQuery, useQueryClient } from "@tanstack/react-query";
import { noteGuidelineKnown } from "../../../contract/guideline/guideline.ts";
import { call } from "../../client/call.ts";
import { guidelineQuery } from "../../client/queries/guideline.ts";
import { useEachTime } from "../../components/useEachTime.ts";

/** A version of the guideline that this person has not been shown. */
export interface GuidelineUpdate {
  known: number;
  version: number;
}

const lookAgainMs = 60_000;

/**
 * Whether the guideline changed since this person last saw it; checked when the page opens, and now and then while it
 * is open. For newcomers, the current version counts as seen.
 */
export function useGuidelineNews(project: string): { news: GuidelineUpdate | null; understood(): void } {
  const client = useQueryClient();
  const query = guidelineQuery(project);
  const { data } = useQuery({ ...query, refetchInterval: lookAgainMs });
  const { version, known } = data ?? {};

  function note(version: number) {
    client.setQueryData(query.queryKey, (shown) => shown && { ...shown, known: version });
    // If this does not arrive, the person sees the notice again next time.
    void call(noteGuidelineKnown, { params: { project }, body: { version } }).catch(() => {});
  }

  const first = known === null ? version : undefined;
  useEachTime(first, () => {
    if (first !== undefined) note(first);
  });

  const isNews = version !== undefined && typeof known === "number" && known < version;
  return {
    news: isNews ? { known, version } : null,
    understood: () => version !== undefined && note(version),
  };
}
