import { Button } from "@mantine/core";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { endTutorial, getTutorial } from "../../contract/guideline/tutorial.ts";
import { call } from "../client/call.ts";
import { useSession } from "../client/session.ts";
import { LinkButton } from "../components/LinkButton.tsx";
import { words } from "../words/words.ts";
import styles from "./TutorialOffer.module.css";
import { readProgress } from "./tutorialProgress.ts";

const w = words.tutorial;

const tutorialQuery = queryOptions({
  queryKey: [getTutorial.path],
  queryFn: ({ signal }) => call(getTutorial, { signal }),
  staleTime: 60_000,
});

/** The tutorial for whoever has neither finished nor declined it. */
export function TutorialOffer({ project }: { project: string }) {
  const client = useQueryClient();
  const { person } = useSession();
  const { data } = useQuery(tutorialQuery);
  const skip = useMutation({
    mutationFn: () => call(endTutorial, { body: { end: "skipped" } }),
    onSuccess: () => client.invalidateQueries({ queryKey: tutorialQuery.queryKey }),
  });
  const left = person ? readProgress(person.id) : 0;
  if (!data || data.finishedAt !== null || data.skippedAt !== null) return null;
  return (
    <section className={styles.offer} aria-label={w.name}>
      <div className={styles.text}>
        <h2>{w.offer.title}</h2>
        <p>{w.offer.text}</p>
      </div>
      <LinkButton to="/p/$project/tutorial" params={{ project }} variant="default">
        {left > 0 ? w.offer.resume(left + 1) : w.offer.start}
      </LinkButton>
      <Button variant="subtle" loading={skip.isPending} onClick={() => skip.mutate()}>
        {w.offer.skip}
      </Button>
    </section>
  );
}

/** The way back to it, once the offer is gone. */
export function TutorialLink({ project }: { project: string }) {
  const { data } = useQuery(tutorialQuery);
  if (!data || (data.finishedAt === null && data.skippedAt === null)) return null;
  return (
    <>
      {w.or}{" "}
      <Link to="/p/$project/tutorial" params={{ project }}>
        {w.repeat}
      </Link>
    </>
  );
}
