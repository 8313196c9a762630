import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  type InvitationView,
  invitationDays,
  type MadeInvitation,
  renewInvitation,
  revokeInvitation,
} from "../../../contract/people/invitation.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { formatTime } from "../../components/format/formatTime.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import { MadeLink } from "./MadeLink.tsx";
import styles from "./PeoplePage.module.css";
import { refreshPeople } from "./peopleQueries.ts";

const texts = words.people.open;

/** People who were invited and have not joined yet. */
export function OpenInvitations({
  project,
  invitations,
}: {
  project: string;
  invitations: InvitationView[];
}) {
  const client = useQueryClient();
  const [made, setMade] = useState<{ made: MadeInvitation; email: string | null }>();
  const change = useMutation({
    mutationFn: async ({ id, email, renews }: { id: string; email: string | null; renews: boolean }) => {
      const params = { project, invitation: id };
      if (!renews) return void (await call(revokeInvitation, { params, body: {} }));
      setMade({
        made: await call(renewInvitation, { params, body: { days: invitationDays.default } }),
        email,
      });
    },
    onSettled: () => refreshPeople(client, project),
  });
  return (
    <Panel title={texts.title}>
      {change.isError && (
        <p role="alert" className={styles.problem}>
          {explainFailure(change.error).text}
        </p>
      )}
      <Table caption={texts.caption}>
        <thead>
          <tr>
            <th scope="col">{texts.for}</th>
            <th scope="col">{texts.role}</th>
            <th scope="col">{texts.by}</th>
            <th scope="col">{texts.until}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {invitations.map(({ id, email, roles, by, expiresAt, isExpired }) => (
            <tr key={id}>
              <th scope="row" className={styles.address}>
                {email ?? texts.anybody}
              </th>
              <td>{roles.map((role) => words.roles.names[role]).join(", ")}</td>
              <td>{by}</td>
              <td className={isExpired ? styles.expired : undefined}>
                {isExpired ? texts.expired(formatTime(expiresAt)) : formatTime(expiresAt)}
              </td>
              <td>
                <div className={styles.buttons}>
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={texts.renewOf(email ?? texts.anybody)}
                    onClick={() => change.mutate({ id, email, renews: true })}
                  >
                    {texts.renew}
                  </Button>
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={texts.revokeOf(email ?? texts.anybody)}
                    onClick={() => {
                      if (window.confirm(texts.revokeAsk(email ?? texts.anybody)))
                        change.mutate({ id, email, renews: false });
                    }}
                  >
                    {texts.revoke}
                  </Button>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      {made && <MadeLink {...made} onClose={() => setMade(undefined)} />}
    </Panel>
  );
}
