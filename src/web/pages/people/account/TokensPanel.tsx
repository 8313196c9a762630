import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import {
  type AccessTokenRow,
  createAccessToken,
  listAccessTokens,
  revokeAccessToken,
} from "../../../../contract/people/accessToken.ts";
import { type TokenScope, tokenScopes } from "../../../../core/people/tokenScope.ts";
import { call } from "../../../client/call.ts";
import { explainFailure } from "../../../client/explainFailure.ts";
import commandStyles from "../../../components/buttons/CommandLine.module.css";
import { CopyButton } from "../../../components/buttons/CopyButton.tsx";
import { formatTime } from "../../../components/format/formatTime.ts";
import { Panel } from "../../../components/Panel.tsx";
import { words } from "../../../words/words.ts";
import accountStyles from "./AccountPage.module.css";
import styles from "./SessionsPanel.module.css";
import own from "./TokensPanel.module.css";

const texts = words.tokens;

const tokensQuery = queryOptions({
  queryKey: ["account", "tokens"],
  queryFn: ({ signal }) => call(listAccessTokens, { signal }),
});

/** The tokens with which programs act for a person: making and revoking them. */
export function TokensPanel() {
  const { data } = useQuery(tokensQuery);
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: tokensQuery.queryKey });
  const revoke = useMutation({
    mutationFn: (token: string) => call(revokeAccessToken, { params: { token } }),
    onSettled,
  });
  const make = useMutation({
    mutationFn: (body: { name: string; scopes: TokenScope[]; days: number }) =>
      call(createAccessToken, { body }),
    onSettled,
  });
  const problem = revoke.error ?? make.error;
  return (
    <Panel title={texts.title}>
      <div className={own.parts}>
        <p className={accountStyles.text}>
          {texts.about}{" "}
          <a href="/api/v1/reference" target="_blank" rel="noreferrer">
            {texts.reference}
          </a>
        </p>
        {data && data.tokens.length > 0 && (
          <ul className={styles.sessions}>
            {data.tokens.map((token) => (
              <li key={token.id}>
                <span>
                  {token.name}
                  <span className={styles.since}>{describe(token)}</span>
                </span>
                <Button
                  variant="default"
                  size="xs"
                  aria-label={texts.revokeOf(token.name)}
                  onClick={() => revoke.mutate(token.id)}
                >
                  {texts.revoke}
                </Button>
              </li>
            ))}
          </ul>
        )}
        {problem && (
          <p role="alert" className={accountStyles.problem}>
            {explainFailure(problem).text}
          </p>
        )}
        {make.data ? (
          <div className={accountStyles.form}>
            <p role="status" className={accountStyles.text}>
              {texts.made}
            </p>
            <div className={commandStyles.command}>
              <code>{make.data.token}</code>
              <CopyButton text={make.data.token} what={texts.token} />
            </div>
            <Button variant="default" onClick={() => make.reset()}>
              {texts.done}
            </Button>
          </div>
        ) : (
          <TokenForm isBusy={make.isPending} onMake={(body) => make.mutate(body)} />
        )}
      </div>
    </Panel>
  );
}

function TokenForm({
  isBusy,
  onMake,
}: {
  isBusy: boolean;
  onMake: (wishes: { name: string; scopes: TokenScope[]; days: number }) => void;
}) {
  const [scopes, setScopes] = useState<TokenScope[]>(["read"]);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    onMake({ name: String(data.get("name")), scopes, days: Number(data.get("days")) });
  };
  return (
    <form className={accountStyles.form} onSubmit={submit}>
      <TextInput
        label={texts.name}
        description={texts.nameHint}
        name="name"
        maxLength={60}
        autoComplete="off"
        required
        withAsterisk={false}
      />
      <Checkbox.Group
        label={texts.scopesLabel}
        value={scopes}
        onChange={(chosen) => setScopes(tokenScopes.filter((scope) => chosen.includes(scope)))}
        error={scopes.length === 0 && texts.noScope}
      >
        {tokenScopes.map((scope) => (
          <Checkbox
            key={scope}
            mt="xs"
            value={scope}
            label={texts.scopes[scope][0]}
            description={texts.scopes[scope][1]}
          />
        ))}
      </Checkbox.Group>
      <NativeSelect
        label={texts.days}
        name="days"
        defaultValue="90"
        data={texts.choices.map((days) => ({ value: String(days), label: texts.daysOf(days) }))}
      />
      <Button type="submit" variant="default" loading={isBusy} disabled={scopes.length === 0}>
        {texts.make}
      </Button>
    </form>
  );
}

function describe({ scopes, expiresAt, usedAt }: AccessTokenRow): string {
  const hasEnded = expiresAt <= new Date().toISOString();
  return [
    scopes.map((scope) => texts.scopes[scope][0]).join(", "),
    (hasEnded ? texts.ended : texts.until)(formatTime(expiresAt)),
    usedAt === null ? texts.never : texts.used(formatTime(usedAt)),
  ].join(" · ");
}
