import { useDocumentTitle } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { webhooksQuery } from "../../client/queries/webhooks.ts";
import { BackLink } from "../../components/shell/BackLink.tsx";
import { LoadFailed } from "../../components/shell/LoadFailed.tsx";
import { useProject } from "../../components/shell/useProject.ts";
import { Waiting } from "../../components/shell/Waiting.tsx";
import { Problem } from "../../components/texts/Problem.tsx";
import { words } from "../../words/words.ts";
import { AddWebhook } from "./AddWebhook.tsx";
import { WebhookPanel } from "./WebhookPanel.tsx";
import styles from "./WebhooksPage.module.css";

const w = words.webhooks;

/** Milliseconds; open pages are not notified of what is sent. */
const pollEvery = 3_000;

/** Programs elsewhere that are told what happens in the project. */
export function WebhooksPage() {
  const project = useProject();
  useDocumentTitle(`${w.title} · ${project.name}`);
  const params = { project: project.id };
  const list = useQuery({ ...webhooksQuery(project.id), refetchInterval: pollEvery });
  const webhooks = list.data?.webhooks ?? [];
  return (
    <div className={styles.page}>
      <BackLink to="/p/$project/settings" params={params}>
        {words.settings.title}
      </BackLink>
      <header>
        <h1>{w.title}</h1>
        <p className={styles.lead}>{w.lead}</p>
      </header>
      {list.isError && !list.data ? (
        <LoadFailed title={w.failed} error={list.error} onAgain={list.refetch} />
      ) : (
        <Problem error={list.error} />
      )}
      {list.isPending && <Waiting />}
      {list.data && webhooks.length === 0 && <p className={styles.lead}>{w.none}</p>}
      {webhooks.map((webhook) => (
        <WebhookPanel key={webhook.id} project={project.id} webhook={webhook} />
      ))}
      <AddWebhook project={project.id} />
    </div>
  );
}
