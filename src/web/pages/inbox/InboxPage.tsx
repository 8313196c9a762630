import { useDocumentTitle } from "@mantine/hooks";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { MatterKind } from "../../../core/inbox/matters.ts";
import { usePolling } from "../../client/live.ts";
import { inboxQuery } from "../../client/queries/inbox.ts";
import { LinkButton } from "../../components/buttons/LinkButton.tsx";
import { Message } from "../../components/messages/Message.tsx";
import { type Done, UndoBar } from "../../components/messages/UndoBar.tsx";
import { useProject } from "../../components/shell/useProject.ts";
import { words } from "../../words/words.ts";
import styles from "./InboxPage.module.css";
import { MatterRow } from "./MatterRow.tsx";
import { SettledLately } from "./SettledLately.tsx";

const texts = words.inbox;

/** Everything that needs the lead, with what can be done about it on the spot. */
export function InboxPage() {
  const project = useProject();
  useDocumentTitle(`${texts.title} · ${project.name}`);
  const { data } = useSuspenseQuery({ ...inboxQuery(project.id), refetchInterval: usePolling(10_000) });
  const { kind = null } = useSearch({ from: "/signed-in/shell/p/$project/inbox" });
  const navigate = useNavigate({ from: "/p/$project/inbox" });
  const setKind = (one: MatterKind | null) => void navigate({ search: one === null ? {} : { kind: one } });
  const [done, setDone] = useState<Done | null>(null);
  const shown = data.matters.filter((matter) => kind === null || matter.kind === kind);
  return (
    <div className={styles.page}>
      <header>
        <h1>{texts.title}</h1>
        <p className={styles.lead}>{texts.lead}</p>
      </header>
      {data.total === 0 ? (
        <Message
          title={texts.empty.title}
          actions={
            <LinkButton variant="default" to="/p/$project/overview" params={{ project: project.id }}>
              {texts.empty.overview}
            </LinkButton>
          }
        >
          {texts.empty.text}
        </Message>
      ) : (
        <>
          {data.counts.length > 1 && (
            <fieldset className={styles.filter} aria-label={texts.filter}>
              <Chip name={texts.all(data.total)} isOn={kind === null} onClick={() => setKind(null)} />
              {data.counts.map((one) => (
                <Chip
                  key={one.kind}
                  name={texts.ofKind(texts.kinds[one.kind], one.matters)}
                  isOn={kind === one.kind}
                  onClick={() => setKind(one.kind)}
                />
              ))}
            </fieldset>
          )}
          {shown.length === 0 && <p className={styles.dim}>{texts.noneOfKind}</p>}
          <ol className={styles.list} aria-label={texts.list}>
            {shown.map((matter) => (
              <MatterRow key={matter.id} project={project.id} matter={matter} onDone={setDone} />
            ))}
          </ol>
          {data.total > data.matters.length && (
            <p className={styles.dim}>{texts.more(data.matters.length, data.total)}</p>
          )}
        </>
      )}
      {data.settled.length > 0 && (
        <SettledLately project={project.id} settled={data.settled} onDone={setDone} />
      )}
      <UndoBar done={done} onClose={() => setDone(null)} />
    </div>
  );
}

const Chip = ({ name, isOn, onClick }: { name: string; isOn: boolean; onClick(): void }) => (
  <button type="button" className={styles.chip} aria-pressed={isOn} onClick={onClick}>
    {name}
  </button>
);
