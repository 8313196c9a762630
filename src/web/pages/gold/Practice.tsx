import { Button, NumberInput } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type SubmitEvent, useState } from "react";
import { type Gold, keepForPractice } from "../../../contract/gold.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import styles from "./GoldPage.module.css";
import { qualificationsQuery, useGoldChange } from "./goldQuery.ts";
import { PracticePeople } from "./PracticePeople.tsx";

const w = words.qualification.lead;

/** Which gold images are for practice, and who has passed. */
export function Practice({ project, images }: Pick<Gold, "images"> & { project: string }) {
  const { data } = useSuspenseQuery(qualificationsQuery(project));
  const able = images.filter(
    ({ isPractice, state, holders }) => !isPractice && state !== "retired" && holders === 0,
  );
  const enough = data.ready >= data.images;
  return (
    <Panel title={w.title}>
      <p className={styles.text}>{w.how}</p>
      {!data.isAsked && (
        <p className={styles.hint}>
          {w.off}{" "}
          <Link to="/p/$project/settings" params={{ project }}>
            {w.toSettings}
          </Link>
        </p>
      )}
      {data.isAsked && !enough ? (
        <p className={styles.off} role="alert">
          {w.tooFew(data.ready, data.images)}
        </p>
      ) : (
        <p className={styles.hint}>
          {w.ready(data.ready, data.images)} {data.ready < 2 * data.images && w.fewForAgain}
        </p>
      )}
      <Keep project={project} max={able.length} usual={Math.max(1, data.images - data.ready)} />
      {(data.isAsked || data.people.some(({ attempts }) => attempts.length > 0)) && (
        <>
          <h3 className={styles.heading}>{w.people.caption}</h3>
          <PracticePeople project={project} people={data.people} />
        </>
      )}
    </Panel>
  );
}

/** Reserves a number of gold images, drawn at random, for practice. @param max how many can be reserved */
function Keep({ project, max, usual }: { project: string; max: number; usual: number }) {
  const [count, setCount] = useState<number | null>(null);
  const wanted = count ?? Math.min(usual, max);
  const keep = useGoldChange(project, () =>
    call(keepForPractice, { params: { project }, body: { isPractice: true, draw: wanted, seed: 1 } }),
  );
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    keep.mutate(undefined, { onSuccess: () => setCount(null) });
  };
  return (
    <>
      {max > 0 && (
        <form className={styles.form} onSubmit={submit}>
          <NumberInput
            label={w.count}
            value={wanted}
            onChange={(value) => setCount(Number(value))}
            min={1}
            max={max}
            allowDecimal={false}
          />
          <Button type="submit" variant="default" loading={keep.isPending} disabled={wanted < 1}>
            {w.keep}
          </Button>
        </form>
      )}
      {keep.isError && (
        <p className={styles.problem} role="alert">
          {explainFailure(keep.error).text}
        </p>
      )}
      <p role="status" className={styles.done}>
        {keep.data && w.kept(keep.data.changed)}
      </p>
    </>
  );
}
