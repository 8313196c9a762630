import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import {
  removeApp,
  renewBackupCodes,
  type SecondFactors,
  startApp,
} from "../../../../contract/people/secondFactor.ts";
import { call } from "../../../client/call.ts";
import { explainFailure } from "../../../client/explainFailure.ts";
import { PasswordField } from "../../../components/fields/PasswordField.tsx";
import { words } from "../../../words/words.ts";
import { AppSetup } from "./AppSetup.tsx";
import { BackupCodes } from "./BackupCodes.tsx";
import styles from "./SecondFactorPanel.module.css";

const texts = words.secondFactor.app;

type Step =
  | { name: "rest" }
  | { name: "start" | "renew" | "remove" }
  | { name: "setup"; uri: string; secret: string }
  | { name: "codes"; codes: string[] };

/** Codes made by an app: on or off, and the steps from one to the other. */
export function AppSection({ factors }: { factors: SecondFactors }) {
  const [step, setStep] = useState<Step>({ name: "rest" });
  const client = useQueryClient();
  const rest = () => setStep({ name: "rest" });
  /** After any change, pages that were waiting for it open. */
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ["account"] }),
      client.invalidateQueries({ queryKey: ["session"] }),
    ]);
  const give = useMutation({
    mutationFn: async ({ what, password }: { what: Step["name"]; password: string }) => {
      const body = { password };
      if (what === "start") return setStep({ name: "setup", ...(await call(startApp, { body })) });
      if (what === "renew")
        setStep({ name: "codes", codes: (await call(renewBackupCodes, { body })).backupCodes });
      else {
        await call(removeApp, { body });
        rest();
      }
      await refresh();
    },
  });
  const ask = (name: "start" | "renew" | "remove") => {
    give.reset();
    setStep({ name });
  };
  return (
    <section className={styles.section}>
      <h3>{texts.title}</h3>
      {step.name === "rest" && (
        <>
          <p className={styles.text}>{describe(factors)}</p>
          <div className={styles.buttons}>
            {factors.app ? (
              <>
                <Button variant="default" disabled={factors.isLocked} onClick={() => ask("renew")}>
                  {texts.newCodes}
                </Button>
                <Button variant="default" disabled={factors.isLocked} onClick={() => ask("remove")}>
                  {texts.turnOff}
                </Button>
              </>
            ) : (
              factors.hasPassword && (
                <Button variant="default" disabled={factors.isLocked} onClick={() => ask("start")}>
                  {texts.turnOn}
                </Button>
              )
            )}
          </div>
        </>
      )}
      {(step.name === "start" || step.name === "renew" || step.name === "remove") && (
        <AskPassword
          text={{ start: texts.off, renew: texts.newCodesText, remove: texts.turnOffText }[step.name]}
          error={give.error}
          isPending={give.isPending}
          onCancel={rest}
          onGive={(password) => give.mutate({ what: step.name, password })}
        />
      )}
      {step.name === "setup" && (
        <AppSetup
          {...step}
          onCancel={rest}
          onDone={(codes) => {
            setStep({ name: "codes", codes });
            void refresh();
          }}
        />
      )}
      {step.name === "codes" && <BackupCodes codes={step.codes} onKept={rest} />}
    </section>
  );
}

function describe({ app, backupCodes, hasPassword }: SecondFactors): string {
  if (app) return texts.on(backupCodes);
  return hasPassword ? texts.off : texts.noPassword;
}

function AskPassword({
  text,
  error,
  isPending,
  onGive,
  onCancel,
}: {
  text: string;
  error: unknown;
  isPending: boolean;
  onGive(password: string): void;
  onCancel(): void;
}) {
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    onGive(String(new FormData(event.currentTarget).get("password")));
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <p className={styles.text}>{text}</p>
      <PasswordField label={texts.password} name="password" autoComplete="current-password" autoFocus />
      {error !== null && (
        <p role="alert" className={styles.problem}>
          {explainFailure(error).text}
        </p>
      )}
      <div className={styles.buttons}>
        <Button type="submit" loading={isPending}>
          {texts.goOn}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {texts.cancel}
        </Button>
      </div>
    </form>
  );
}
