import { Button, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { SubmitEvent } from "react";
import { confirmApp } from "../../../../contract/people/secondFactor.ts";
import { call } from "../../../client/call.ts";
import { explainFailure } from "../../../client/explainFailure.ts";
import { CopyButton } from "../../../components/buttons/CopyButton.tsx";
import { words } from "../../../words/words.ts";
import { QrCode } from "./QrCode.tsx";
import styles from "./SecondFactorPanel.module.css";

const texts = words.secondFactor.app;

interface Props {
  /** otpauth:// */
  uri: string;
  secret: string;
  onDone(backupCodes: string[]): void;
  onCancel(): void;
}

/** The secret for the app, as a QR code and as text, and the first code that proves that it arrived. */
export function AppSetup({ uri, secret, onDone, onCancel }: Props) {
  const confirm = useMutation({
    mutationFn: (code: string) => call(confirmApp, { body: { code } }),
    onSuccess: ({ backupCodes }) => onDone(backupCodes),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    confirm.mutate(String(new FormData(event.currentTarget).get("code")));
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <p className={styles.text}>{texts.scan}</p>
      <div className={styles.setup}>
        <QrCode text={uri} label={texts.qr} />
        <div className={styles.key}>
          <span className={styles.text}>{texts.key}</span>
          <code>{secret.match(/.{1,4}/g)?.join(" ")}</code>
          <CopyButton text={secret} what={texts.keyName} />
        </div>
      </div>
      <TextInput
        label={texts.code}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={10}
        required
        withAsterisk={false}
      />
      {confirm.isError && (
        <p role="alert" className={styles.problem}>
          {explainFailure(confirm.error).text}
        </p>
      )}
      <div className={styles.buttons}>
        <Button type="submit" loading={confirm.isPending}>
          {texts.confirm}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {texts.cancel}
        </Button>
      </div>
    </form>
  );
}
