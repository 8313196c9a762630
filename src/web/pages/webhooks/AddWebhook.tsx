import { Button, Checkbox, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { createWebhook } from "../../../contract/webhooks.ts";
import { type WebhookEvent, webhookEvents } from "../../../core/webhooks/webhookEvents.ts";
import { call } from "../../client/call.ts";
import { webhooksQuery } from "../../client/queries/webhooks.ts";
import command from "../../components/buttons/CommandLine.module.css";
import { CopyButton } from "../../components/buttons/CopyButton.tsx";
import { Panel } from "../../components/Panel.tsx";
import { Problem } from "../../components/texts/Problem.tsx";
import { words } from "../../words/words.ts";
import styles from "./WebhooksPage.module.css";

const w = words.webhooks;

/** Makes a webhook, and shows its secret once. */
export function AddWebhook({ project }: { project: string }) {
  const client = useQueryClient();
  const [events, setEvents] = useState<WebhookEvent[]>(["release.created"]);
  const make = useMutation({
    mutationFn: (url: string) => call(createWebhook, { params: { project }, body: { url, events } }),
    onSuccess: () => client.invalidateQueries(webhooksQuery(project)),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    make.mutate(String(new FormData(event.currentTarget).get("url")));
  };
  return (
    <Panel title={w.add.title}>
      {make.data ? (
        <div className={styles.form}>
          <p role="status">{w.add.made}</p>
          <div className={`${command.command} ${styles.secret}`}>
            <code>{make.data.secret}</code>
            <CopyButton text={make.data.secret} what={w.add.secret} />
          </div>
          <Button variant="default" onClick={() => make.reset()}>
            {w.add.done}
          </Button>
        </div>
      ) : (
        <form className={styles.form} onSubmit={submit}>
          <TextInput
            type="url"
            name="url"
            label={w.add.url}
            description={w.add.urlHint}
            placeholder={w.add.urlExample}
            maxLength={500}
            autoComplete="off"
            required
            withAsterisk={false}
          />
          <Checkbox.Group
            label={w.add.events}
            value={events}
            onChange={(chosen) => setEvents(webhookEvents.filter((event) => chosen.includes(event)))}
            error={events.length === 0 && w.add.noEvent}
          >
            {webhookEvents.map((event) => (
              <Checkbox
                key={event}
                mt="xs"
                value={event}
                label={w.events[event][0]}
                description={w.events[event][1]}
              />
            ))}
          </Checkbox.Group>
          <Problem error={make.error} />
          <Button type="submit" variant="default" loading={make.isPending} disabled={events.length === 0}>
            {w.add.send}
          </Button>
        </form>
      )}
    </Panel>
  );
}
