import { Button } from "@mantine/core";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { endSessions, listSessions, type SessionRow } from "../../../../contract/people/person.ts";
import { call } from "../../../client/call.ts";
import { explainFailure } from "../../../client/explainFailure.ts";
import { formatTime } from "../../../components/format/formatTime.ts";
import { Panel } from "../../../components/Panel.tsx";
import { words } from "../../../words/words.ts";
import styles from "./SessionsPanel.module.css";

const texts = words.security.sessions;

const sessionsQuery = queryOptions({
  queryKey: ["account", "sessions"],
  queryFn: ({ signal }) => call(listSessions, { signal }),
});

/** Where a person is signed in, and how to end that. */
export function SessionsPanel() {
  const { data } = useQuery(sessionsQuery);
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: (session: string | null) => call(endSessions, { body: { session } }),
    onSettled: () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
  const sessions = data?.sessions ?? [];
  return (
    <Panel title={texts.title}>
      <ul className={styles.sessions}>
        {sessions.map((session) => (
          <li key={session.id}>
            <span>
              {nameOf(session)}
              {session.isThis && `, ${texts.here}`}
              <span className={styles.since}>{texts.since(formatTime(session.since))}</span>
            </span>
            {!session.isThis && (
              <Button
                variant="default"
                size="xs"
                aria-label={texts.endOf(nameOf(session), formatTime(session.since))}
                onClick={() => end.mutate(session.id)}
              >
                {texts.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {end.error && (
        <p role="alert" className={styles.error}>
          {explainFailure(end.error).text}
        </p>
      )}
      {sessions.length > 2 && (
        <div>
          <Button variant="default" onClick={() => end.mutate(null)} loading={end.isPending}>
            {texts.endOthers}
          </Button>
        </div>
      )}
    </Panel>
  );
}

/** The browser and the system that a user agent names, if they are common ones. */
function nameOf({ browser }: SessionRow): string {
  const find = (names: readonly string[]) => names.find((name) => browser.includes(name));
  const program = find(["Firefox", "Edg", "OPR", "Chrome", "Safari"])
    ?.replace("Edg", "Edge")
    .replace("OPR", "Opera");
  const system = find(texts.systems);
  return [program, system].filter(Boolean).join(", ") || texts.unknown;
}
