import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SubmitEvent } from "react";
import { removePasskey, type SecondFactors } from "../../../../contract/people/secondFactor.ts";
import { call } from "../../../client/call.ts";
import { explainFailure } from "../../../client/explainFailure.ts";
import { canUsePasskeys, makePasskey, makePasskeyProblem } from "../../../client/session/passkey.ts";
import { formatTime } from "../../../components/format/formatTime.ts";
import { words } from "../../../words/words.ts";
import styles from "./SecondFactorPanel.module.css";

const texts = words.secondFactor.passkeys;

/** A person's passkeys: to add one, and to remove one that was lost. */
export function PasskeySection({ factors: { passkeys, isLocked } }: { factors: SecondFactors }) {
  const client = useQueryClient();
  const onSettled = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ["account"] }),
      client.invalidateQueries({ queryKey: ["session"] }),
    ]);
  const add = useMutation({ mutationFn: makePasskey, onSettled });
  const remove = useMutation({
    mutationFn: (passkey: string) => call(removePasskey, { params: { passkey } }),
    onSettled,
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    add.mutate(String(new FormData(form).get("name")), { onSuccess: () => form.reset() });
  };
  const problem = add.isError
    ? makePasskeyProblem(add.error)
    : remove.isError && explainFailure(remove.error).text;
  return (
    <section className={styles.section}>
      <h3>{texts.title}</h3>
      <p className={styles.text}>{texts.about}</p>
      {passkeys.length > 0 && (
        <ul className={styles.passkeys}>
          {passkeys.map(({ id, name, createdAt }) => (
            <li key={id}>
              <span>
                {name || texts.unnamed}
                <span className={styles.since}>{texts.since(formatTime(createdAt))}</span>
              </span>
              <Button
                variant="default"
                size="xs"
                disabled={isLocked}
                aria-label={texts.removeOf(name || texts.unnamed)}
                onClick={() => remove.mutate(id)}
              >
                {texts.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {canUsePasskeys() ? (
        <form className={styles.form} onSubmit={submit}>
          <TextInput
            label={texts.name}
            description={texts.nameHint}
            name="name"
            maxLength={60}
            required
            withAsterisk={false}
            disabled={isLocked}
          />
          <div className={styles.buttons}>
            <Button type="submit" variant="default" disabled={isLocked} loading={add.isPending}>
              {texts.add}
            </Button>
          </div>
        </form>
      ) : (
        <p className={styles.text}>{texts.unable}</p>
      )}
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </section>
  );
}
