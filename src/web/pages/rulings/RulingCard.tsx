import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type RulingVersion, saveRuling } from "../../../contract/rulings/rulings.ts";
import { type RulingKind, stateRuling } from "../../../core/rulings/ruling.ts";
import { call } from "../../client/call.ts";
import { rulingsQuery } from "../../client/queries/rulings.ts";
import { formatTime } from "../../components/format/formatTime.ts";
import { RulingText } from "../../components/texts/RulingText.tsx";
import { words } from "../../words/words.ts";
import { AskReason } from "../images/AskReason.tsx";
import { AffectedImages } from "./AffectedImages.tsx";
import { RulingEffect } from "./RulingEffect.tsx";
import styles from "./RulingsPage.module.css";

const w = words.rulings;

interface Props {
  project: string;
  /** The version of the project's rulings. */
  version: number;
  ruling: RulingVersion & { kind: RulingKind };
  nameOf(label: number): string;
  /** The message shown once it is saved. */
  saved: string | null;
  onChange(): void;
}

/** A ruling in force: what it says, and what can be done with it. */
export function RulingCard({ project, version, ruling, nameOf, saved, onChange }: Props) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [open, setOpen] = useState(false);
  const { labels, kind, examples } = ruling;
  const statement = stateRuling(kind, nameOf(labels[0]), nameOf(labels[1]));
  const withdraw = useMutation({
    mutationFn: (text: string) =>
      call(saveRuling, { params: { project }, body: { version, labels, kind: null, text, examples: [] } }),
    onSuccess: () => client.invalidateQueries({ queryKey: rulingsQuery(project).queryKey }),
  });
  const isOpen = open || saved !== null;
  return (
    <li className={styles.card}>
      <RulingText
        project={project}
        ruling={{ ...ruling, examples: examples.map(({ id }) => id) }}
        nameOf={nameOf}
        heading="h2"
      />
      <div className={styles.foot}>
        <p className={styles.made}>
          {w.version(ruling.version)} {w.made(ruling.by, formatTime(ruling.at))}
        </p>
        <Button variant="default" size="compact-md" aria-label={w.changeOf(statement)} onClick={onChange}>
          {w.change}
        </Button>
        {saved === null && (
          <Button
            variant="default"
            size="compact-md"
            aria-expanded={isOpen}
            aria-label={open ? w.hideImagesOf(statement) : w.imagesOf(statement)}
            onClick={() => setOpen(!open)}
          >
            {open ? w.hideImages : w.images}
          </Button>
        )}
        <Button
          variant="default"
          size="compact-md"
          aria-label={w.withdrawOf(statement)}
          onClick={() => setAsking(true)}
        >
          {w.withdraw}
        </Button>
      </div>
      <p role="status" className={styles.done}>
        {saved}
      </p>
      {isOpen && (
        <>
          <RulingEffect project={project} labels={labels} nameOf={nameOf} />
          <AffectedImages project={project} ruling={ruling} nameOf={nameOf} />
        </>
      )}
      {asking && (
        <AskReason
          title={w.withdrawal.title(statement)}
          text={w.withdrawal.text}
          action={w.withdrawal.action}
          error={withdraw.error}
          isPending={withdraw.isPending}
          onSubmit={(reason) => withdraw.mutate(reason)}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}
