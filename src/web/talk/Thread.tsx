import { Button, NativeSelect } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Thread as ThreadView } from "../../contract/talk.ts";
import { explainFailure } from "../client/explainFailure.ts";
import { threadQuery } from "../client/queries/talk.ts";
import { waitingQuery } from "../client/queries/waiting.ts";
import { Waiting } from "../components/shell/Waiting.tsx";
import { words } from "../words/words.ts";
import { MessageField } from "./MessageField.tsx";
import { toTokens } from "./mentionsTyped.ts";
import styles from "./Thread.module.css";
import { ThreadEntry } from "./ThreadEntry.tsx";
import { type TalkActions, useTalk } from "./useTalk.ts";

const texts = words.talk;

/** What people say about an image, as far as the reader may know it, and a field to write more. */
export function Thread({ project, image, isLead }: { project: string; image: string; isLead: boolean }) {
  const { data, error, refetch } = useQuery(threadQuery(project, image));
  const acts = useTalk(project, image);
  const client = useQueryClient();
  // What was shown counts as read, no longer as waiting.
  useEffect(() => {
    if (data && !isLead) void client.invalidateQueries({ queryKey: waitingQuery.queryKey });
  }, [client, data, isLead]);
  if (error && !data)
    return (
      <p className={styles.problem} role="alert">
        {explainFailure(error).text}{" "}
        <Button size="compact-sm" variant="default" onClick={() => void refetch()}>
          {words.shell.tryAgain}
        </Button>
      </p>
    );
  if (!data) return <Waiting />;
  return (
    <div className={styles.thread}>
      {data.entries.length === 0 ? (
        <p className={styles.none}>{isLead ? texts.none : texts.noneOfOwn}</p>
      ) : (
        <ol className={styles.entries} aria-label={texts.entries}>
          {data.entries.map((entry) => (
            <ThreadEntry key={entry.id} entry={entry} people={data.people} acts={acts} />
          ))}
        </ol>
      )}
      <p role="status" className={styles.news}>
        {acts.news}
      </p>
      {acts.error && (
        <p className={styles.problem} role="alert">
          {explainFailure(acts.error).text}
        </p>
      )}
      {data.mayWrite && <NewMessage key={image} thread={data} acts={acts} />}
    </div>
  );
}

const everybody = "";

function NewMessage({ thread, acts }: { thread: ThreadView; acts: TalkActions }) {
  const [text, setText] = useState("");
  const [to, setTo] = useState(everybody);
  const { people, askers, isForLeads } = thread;
  const whom = askers.find(({ id }) => id === to);
  const send = () => {
    if (text.trim() === "") return;
    acts.write(toTokens(text.trim(), people), whom?.id ?? null, () => setText(""));
  };
  const hint = isForLeads ? `${texts.form.forLeads} ${texts.form.hint}` : texts.form.hint;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <MessageField
        label={texts.form.label}
        description={whom ? texts.form.aloneWarns(whom.name) : hint}
        value={text}
        onChange={setText}
        people={people}
        onSend={send}
      />
      <div className={styles.acts}>
        {askers.length > 0 && (
          <NativeSelect
            aria-label={texts.form.whom}
            size="xs"
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
            data={[
              { value: everybody, label: texts.form.everybody },
              ...askers.map(({ id, name }) => ({ value: id, label: texts.form.alone(name) })),
            ]}
          />
        )}
        <Button type="submit" size="compact-sm" loading={acts.isPending} disabled={text.trim() === ""}>
          {texts.acts.write}
        </Button>
      </div>
    </form>
  );
}
