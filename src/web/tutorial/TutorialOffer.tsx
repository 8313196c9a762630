import { Button } from "@mantine/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { getTutorial } from "../../contract/guideline/tutorial.ts";
import { call } from "../client/call.ts";
import { useSession } from "../client/session/session.ts";
import { LinkButton } from "../components/buttons/LinkButton.tsx";
import { words } from "../words/words.ts";
import styles from "./TutorialOffer.module.css";
import { readProgress } from "./tutorialProgress.ts";
import { useTutorialEnd } from "./useTutorialEnd.ts";

const w = words.tutorial;

const tutorialQuery = queryOptions({
  queryKey: [getTutorial.path],
  queryFn: ({ signal }) => call(getTutorial, { signal }),
  staleTime: 60_000,
});

/** Offers the tutorial to people who have neither finished nor declined it. */
export function TutorialOffer({ project }: { project: string }) {
  const { person } = useSession();
  return person && <OfferTo key={person.id} person={person.id} project={project} />;
}

function OfferTo({ person, project }: { person: string; project: string }) {
  const { data } = useQuery(tutorialQuery);
  const tutorial = useTutorialEnd(person);
  const left = readProgress(person);
  if (!data || tutorial.isEnded || data.finishedAt !== null || data.skippedAt !== null) return null;
  return (
    <section className={styles.offer} aria-label={w.name}>
      <div className={styles.text}>
        <h2>{w.offer.title}</h2>
        <p>{w.offer.text}</p>
      </div>
      <LinkButton to="/p/$project/tutorial" params={{ project }} variant="default">
        {left > 0 ? w.offer.resume(left + 1) : w.offer.start}
      </LinkButton>
      <Button variant="subtle" onClick={() => void tutorial.end("skipped")}>
        {w.offer.skip}
      </Button>
    </section>
  );
}

/** A link to it once the offer is gone. */
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
