import { Button, Checkbox, TextInput } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { passwordLength } from "../../../../contract/people/password.ts";
import { chooseLanguage, getAccount, updateAccount } from "../../../../contract/people/person.ts";
import type { Language } from "../../../../core/people/language.ts";
import { call, request } from "../../../client/call.ts";
import { explainFailure } from "../../../client/explainFailure.ts";
import { sessionQuery, useSession } from "../../../client/session/session.ts";
import { LanguageChoice } from "../../../components/fields/LanguageChoice.tsx";
import { PasswordField } from "../../../components/fields/PasswordField.tsx";
import { Panel } from "../../../components/Panel.tsx";
import { chooseForAccount } from "../../../language/language.ts";
import { words } from "../../../words/words.ts";
import styles from "./AccountPage.module.css";
import { SecondFactorPanel } from "./SecondFactorPanel.tsx";
import { SessionsPanel } from "./SessionsPanel.tsx";
import { TokensPanel } from "./TokensPanel.tsx";

const texts = words.account;

const accountQuery = queryOptions({
  queryKey: ["account"],
  queryFn: ({ signal }) => call(getAccount, { signal }),
});

/** A person's own settings: name, password, and what they get e-mail about. */
export function AccountPage() {
  useDocumentTitle(`${texts.title} · Multilabelfy`);
  const { person, sso, needsSecondFactor } = useSession();
  const { data: account } = useSuspenseQuery(accountQuery);
  // It keeps its place while being set up.
  const [isFirst] = useState(needsSecondFactor);
  return (
    <div className={styles.page}>
      <div>
        <h1>{texts.title}</h1>
        <p className={styles.email}>{person?.email}</p>
      </div>
      {isFirst && <SecondFactorPanel />}
      <NameForm account={account} />
      <LanguagePanel />
      <Panel title={texts.password.title}>
        {account.hasPassword ? (
          <PasswordForm />
        ) : (
          <p className={styles.text}>{sso ? texts.password.none(sso) : texts.password.noneAtAll}</p>
        )}
      </Panel>
      {!isFirst && <SecondFactorPanel />}
      <SessionsPanel />
      <TokensPanel />
      <MailForm account={account} />
    </div>
  );
}

type Account = { name: string; wantsMail: boolean; sendsMail: boolean };

function useUpdate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, wantsMail }: Pick<Account, "name" | "wantsMail">) =>
      call(updateAccount, { body: { name, wantsMail } }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: accountQuery.queryKey }),
        client.invalidateQueries({ queryKey: sessionQuery.queryKey }),
      ]),
  });
}

function NameForm({ account }: { account: Account }) {
  const [name, setName] = useState(account.name);
  const update = useUpdate();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    update.mutate({ ...account, name });
  };
  return (
    <Panel title={texts.name.title}>
      <form className={styles.form} onSubmit={submit}>
        <TextInput
          label={texts.name.label}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={80}
          autoComplete="name"
          required
          withAsterisk={false}
        />
        <Outcome outcome={update} done={texts.name.saved} />
        <Button type="submit" variant="default" loading={update.isPending}>
          {texts.name.save}
        </Button>
      </form>
    </Panel>
  );
}

function PasswordForm() {
  const { person } = useSession();
  const change = useMutation({
    mutationFn: (body: { currentPassword: string; newPassword: string }) =>
      request("POST", "/api/auth/change-password", body),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const text = (name: string) => String(data.get(name));
    change.mutate(
      { currentPassword: text("current"), newPassword: text("next") },
      { onSuccess: () => form.reset() },
    );
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      {/* For password managers, so that they know whose password it is. */}
      <input type="hidden" autoComplete="username" value={person?.email ?? ""} />
      <PasswordField label={texts.password.current} name="current" autoComplete="current-password" />
      <PasswordField
        label={texts.password.next}
        name="next"
        autoComplete="new-password"
        description={texts.password.hint}
        minLength={passwordLength.min}
      />
      <Outcome outcome={change} done={texts.password.changed} />
      <Button type="submit" loading={change.isPending}>
        {texts.password.change}
      </Button>
    </form>
  );
}

function LanguagePanel() {
  const choose = useMutation({
    mutationFn: (language: Language) => call(chooseLanguage, { body: { language } }),
    onSuccess: (_, language) => chooseForAccount(language),
  });
  return (
    <Panel title={words.language.label}>
      <div className={styles.form}>
        <LanguageChoice onChoose={choose.mutate} disabled={choose.isPending} withHint />
        <Outcome outcome={choose} done="" />
      </div>
    </Panel>
  );
}

function MailForm({ account }: { account: Account }) {
  const update = useUpdate();
  return (
    <Panel title={texts.mail.title}>
      <div className={styles.form}>
        {account.sendsMail ? (
          <Checkbox
            label={texts.mail.label}
            checked={account.wantsMail}
            disabled={update.isPending}
            onChange={(event) => update.mutate({ ...account, wantsMail: event.currentTarget.checked })}
          />
        ) : (
          <p className={styles.text}>{texts.mail.off}</p>
        )}
        <Outcome outcome={update} done={texts.mail.saved} />
      </div>
    </Panel>
  );
}

const Outcome = ({
  outcome,
  done,
}: {
  outcome: { isError: boolean; isSuccess: boolean; error: unknown };
  done: string;
}) => (
  <>
    {outcome.isError && (
      <p role="alert" className={styles.problem}>
        {explainFailure(outcome.error).text}
      </p>
    )}
    <p role="status" className={styles.done}>
      {outcome.isSuccess && done}
    </p>
  </>
);
