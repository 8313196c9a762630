import { Button, NativeSelect, NumberInput, Textarea } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { addGold } from "../../../contract/gold.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import styles from "./GoldPage.module.css";
import { useGoldChange } from "./goldQuery.ts";

const w = words.gold.add;
const usual = 50;
const maxAtOnce = 1000;

/** Chooses images that become gold, at random or by name. */
export function AddGold({ project, candidates }: { project: string; candidates: number }) {
  const [way, setWay] = useState<keyof typeof w.ways>("draw");
  const [count, setCount] = useState<number | null>(null);
  const [keys, setKeys] = useState("");
  const max = Math.min(maxAtOnce, candidates);
  const wanted = count ?? Math.min(usual, Math.ceil(max / 10));
  const listed = [...new Set(keys.split("\n").map((key) => key.trim()))].filter((key) => key !== "");
  const add = useGoldChange(project, () =>
    call(addGold, {
      params: { project },
      body: way === "keys" ? { keys: listed } : { draw: wanted, seed: 1 },
    }),
  );
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    add.mutate(undefined, { onSuccess: () => setKeys("") });
  };
  return (
    <Panel title={w.title}>
      <p className={styles.text}>
        {w.how} {candidates > 0 && w.left(candidates)}
      </p>
      {candidates === 0 ? (
        <p className={styles.hint}>{w.none}</p>
      ) : (
        <form className={styles.form} onSubmit={submit}>
          <NativeSelect
            label={w.by}
            value={way}
            onChange={(event) => setWay(event.currentTarget.value as typeof way)}
            data={Object.entries(w.ways).map(([value, label]) => ({ value, label }))}
          />
          {way === "draw" ? (
            <NumberInput
              label={w.count}
              value={wanted}
              onChange={(value) => setCount(Number(value))}
              min={1}
              max={max}
              allowDecimal={false}
            />
          ) : (
            <Textarea
              className={styles.keys ?? ""}
              label={w.keys}
              value={keys}
              onChange={(event) => setKeys(event.currentTarget.value)}
              autosize
              minRows={3}
              maxRows={12}
            />
          )}
          <Button
            type="submit"
            loading={add.isPending}
            disabled={way === "keys" ? listed.length === 0 : wanted < 1}
          >
            {w.make}
          </Button>
        </form>
      )}
      {add.isError && (
        <p className={styles.problem} role="alert">
          {explainFailure(add.error).text}
        </p>
      )}
      <p role="status" className={styles.done}>
        {add.data && w.done(add.data.added)}
        {add.data && add.data.refused.length > 0 && ` ${w.refused(add.data.refused)}`}
      </p>
    </Panel>
  );
}
