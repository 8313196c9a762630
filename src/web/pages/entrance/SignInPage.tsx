import { Button, TextInput } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type SubmitEvent, useEffect, useRef, useState } from "react";
import { request } from "../../client/call.ts";
import { canUsePasskeys, signInWithPasskey } from "../../client/session/passkey.ts";
import { returnPath } from "../../client/session/returnPath.ts";
import { sessionQuery } from "../../client/session/session.ts";
import { passkeyProblem, signInProblem, ssoProblem } from "../../client/session/signInProblem.ts";
import { untilNotBusy } from "../../client/untilNotBusy.ts";
import { PasswordField } from "../../components/fields/PasswordField.tsx";
import { words } from "../../words/words.ts";
import { CodeForm } from "./CodeForm.tsx";
import styles from "./Entrance.module.css";
import { Entrance } from "./Entrance.tsx";
import { SsoButton } from "./SsoButton.tsx";

const texts = words.entrance;

export function SignInPage() {
  const [needsCode, setNeedsCode] = useState(false);
  const { to } = useSearch({ from: "/sign-in" });
  const client = useQueryClient();
  const navigate = useNavigate();
  const title = needsCode ? words.secondFactor.signIn.title : texts.signIn;
  useDocumentTitle(`${title} · Multilabelfy`);
  const goOn = async () => {
    client.clear();
    await client.fetchQuery(sessionQuery);
    await navigate({ href: returnPath(to), replace: true });
  };
  return (
    <Entrance title={title}>
      {needsCode ? (
        <CodeForm onSignedIn={goOn} onBack={() => setNeedsCode(false)} />
      ) : (
        <PasswordForm onSignedIn={goOn} onCodeNeeded={() => setNeedsCode(true)} />
      )}
    </Entrance>
  );
}

function PasswordForm({ onSignedIn, onCodeNeeded }: { onSignedIn(): Promise<void>; onCodeNeeded(): void }) {
  const { to, passwordSet, error } = useSearch({ from: "/sign-in" });
  const session = useQuery(sessionQuery);
  const [waitMs, setWaitMs] = useState<number>();
  const left = useRef(new AbortController());
  useEffect(() => {
    const page = new AbortController();
    left.current = page;
    return () => page.abort();
  }, []);

  const signIn = useMutation({
    mutationFn: async (login: { email: string; password: string }) => {
      const { needsCode } = (await untilNotBusy(() => request("POST", "/api/auth/sign-in/email", login), {
        onWait: setWaitMs,
        signal: left.current.signal,
      })) as { needsCode: boolean };
      if (needsCode) onCodeNeeded();
      else await onSignedIn();
    },
    onSettled: () => setWaitMs(undefined),
  });
  const passkey = useMutation({
    mutationFn: async () => {
      await signInWithPasskey();
      await onSignedIn();
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    passkey.reset();
    const form = new FormData(event.currentTarget);
    signIn.mutate({ email: String(form.get("email")).trim(), password: String(form.get("password")) });
  };
  const problem = passkey.isError
    ? passkeyProblem(passkey.error)
    : signIn.isError
      ? signInProblem(signIn.error)
      : error && signIn.isIdle && ssoProblem(error);

  return (
    <>
      {to && to !== "/" && !passwordSet && !error && <p className={styles.hint}>{texts.why}</p>}
      {session.data?.isNew && <p className={styles.note}>{texts.isNew}</p>}
      {passwordSet && <p className={styles.note}>{texts.passwordIsSet}</p>}
      <form className={styles.form} onSubmit={submit}>
        <SsoButton to={returnPath(to)} />
        <TextInput
          label={texts.email}
          name="email"
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          autoFocus
        />
        <PasswordField label={texts.password} name="password" autoComplete="current-password" />
        {problem && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
        {waitMs !== undefined && (
          <p className={styles.hint} role="status">
            {words.secondFactor.signIn.waiting(Math.ceil(waitMs / 1000))}
          </p>
        )}
        <Button type="submit" loading={signIn.isPending}>
          {texts.signIn}
        </Button>
        {canUsePasskeys() && (
          <Button variant="default" loading={passkey.isPending} onClick={() => passkey.mutate()}>
            {words.secondFactor.signIn.passkey}
          </Button>
        )}
      </form>
    </>
  );
}
