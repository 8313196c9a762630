import { Button } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  listDeliveries,
  removeWebhook,
  sendDeliveryAgain,
  testWebhook,
  type WebhookRow,
} from "../../../contract/webhooks.ts";
import { call } from "../../client/call.ts";
import { webhooksQuery } from "../../client/queries/webhooks.ts";
import { Dialog } from "../../components/dialogs/Dialog.tsx";
import { formatTime } from "../../components/format/formatTime.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { Problem } from "../../components/texts/Problem.tsx";
import { words } from "../../words/words.ts";
import styles from "./WebhooksPage.module.css";

const w = words.webhooks;
const pollEvery = 3_000;
const pageSize = 20;

/** One webhook: what it is told, and how that went. */
export function WebhookPanel({ project, webhook }: { project: string; webhook: WebhookRow }) {
  const { id, url, events, createdAt, counts } = webhook;
  const params = { project, webhook: id };
  const client = useQueryClient();
  const [isAsked, setAsked] = useState(false);
  const onSettled = () => client.invalidateQueries({ queryKey: webhooksQuery(project).queryKey });
  const log = useInfiniteQuery({
    queryKey: ["webhooks", project, id],
    queryFn: ({ signal, pageParam }) =>
      call(listDeliveries, {
        params,
        query: { limit: pageSize, ...(pageParam === null ? {} : { before: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.before,
    refetchInterval: pollEvery,
  });
  const test = useMutation({ mutationFn: () => call(testWebhook, { params, body: {} }), onSettled });
  const again = useMutation({
    mutationFn: (delivery: string) => call(sendDeliveryAgain, { params: { ...params, delivery }, body: {} }),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: () => call(removeWebhook, { params }),
    // It is no longer queried.
    onSuccess: () =>
      client.setQueryData(
        webhooksQuery(project).queryKey,
        (list) => list && { webhooks: list.webhooks.filter((one) => one.id !== id) },
      ),
  });
  const deliveries = log.data?.pages.flatMap((page) => page.deliveries) ?? [];
  return (
    <Panel title={url}>
      <div className={styles.head}>
        <div>
          <p>{events.map((event) => w.events[event][0]).join(", ")}</p>
          <p className={styles.dim}>
            {w.counts(counts)} · {w.since(formatTime(createdAt))}
          </p>
        </div>
        <div className={styles.acts}>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={w.testOf(url)}
            loading={test.isPending}
            onClick={() => test.mutate()}
          >
            {w.test}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={w.removeOf(url)}
            onClick={() => setAsked(true)}
          >
            {w.remove}
          </Button>
        </div>
      </div>
      <Problem error={log.error ?? test.error ?? again.error} />
      {deliveries.length > 0 && (
        <Table caption={w.table.caption(url)} heads={[w.table.event, w.table.at, w.table.how, w.table.again]}>
          {deliveries.map((delivery) => (
            <tr key={delivery.id}>
              <th scope="row">{w.eventOf(delivery.event)}</th>
              <td className={styles.time}>{formatTime(delivery.at)}</td>
              <td className={delivery.state === "failed" ? styles.failed : undefined}>
                {w.how(delivery, formatTime)}
              </td>
              <td>
                {delivery.state !== "waiting" && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={w.table.againOf(w.eventOf(delivery.event), formatTime(delivery.at))}
                    loading={again.isPending && again.variables === delivery.id}
                    onClick={() => again.mutate(delivery.id)}
                  >
                    {w.table.again}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </Table>
      )}
      {log.hasNextPage && (
        <Button
          variant="default"
          size="compact-sm"
          className={styles.older}
          loading={log.isFetchingNextPage}
          onClick={() => void log.fetchNextPage()}
        >
          {w.older}
        </Button>
      )}
      {isAsked && (
        <Dialog title={w.removing.title} onClose={() => setAsked(false)}>
          <div className={styles.form}>
            <p>{w.removing.text(url)}</p>
            <Problem error={remove.error} />
            <div className={styles.acts}>
              <Button loading={remove.isPending} onClick={() => remove.mutate()} data-autofocus>
                {w.removing.yes}
              </Button>
              <Button variant="default" onClick={() => setAsked(false)}>
                {w.removing.no}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </Panel>
  );
}
