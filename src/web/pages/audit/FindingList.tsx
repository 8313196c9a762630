import { Button, Checkbox } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Audit, type AuditedFinding, markFindings } from "../../../contract/audit.ts";
import { sendImages } from "../../../contract/batches.ts";
import type { AuditVerdict } from "../../../core/audit/auditKinds.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { findingsQuery } from "../../client/queries/audit.ts";
import { refreshImages } from "../../client/queries/images.ts";
import { useLabelNames } from "../../client/queries/labelSpace.ts";
import { Dialog } from "../../components/dialogs/Dialog.tsx";
import { Message } from "../../components/messages/Message.tsx";
import { type Done, UndoBar } from "../../components/messages/UndoBar.tsx";
import { words } from "../../words/words.ts";
import { AskReason } from "../images/AskReason.tsx";
import { LeaveOut } from "../images/LeaveOut.tsx";
import { SimilarImages } from "../images/SimilarImages.tsx";
import styles from "./AuditPage.module.css";
import { FindingCard } from "./FindingCard.tsx";
import { ScoreFigure } from "./ScoreFigure.tsx";

const texts = words.audit;

const idOf = ({ image, subject }: AuditedFinding) => `${image.id} ${subject}`;

/** One list of an audit, with what can be done with its findings. */
export function FindingList({ project, list }: { project: string; list: Audit["lists"][number] }) {
  const { kind, total, listed, sources, missing, precision, hasDisputed } = list;
  const [isOpenOnly, setOpenOnly] = useState(false);
  const [isDisputedOnly, setDisputedOnly] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isSending, setSending] = useState(false);
  const [done, setDone] = useState<Done | null>(null);
  const [similarTo, setSimilarTo] = useState<AuditedFinding["image"] | null>(null);
  const nameOf = useLabelNames(project);
  const client = useQueryClient();
  const filter = { open: isOpenOnly, disputed: isDisputedOnly };
  const pages = useInfiniteQuery({ ...findingsQuery(project, kind, filter), enabled: missing === null });
  const findings = pages.data?.pages.flatMap((page) => page.findings) ?? [];
  const picked = findings.filter((finding) => chosen.has(idOf(finding)));

  const mark = useMutation({
    mutationFn: (verdict: AuditVerdict | null) =>
      call(markFindings, {
        params: { project, kind },
        body: {
          findings: picked.map(({ image, subject }) => ({ image: image.id, subject })),
          verdict,
        },
      }),
    onSuccess: async () => {
      setChosen(new Set());
      await client.invalidateQueries({ queryKey: ["audit", project] });
    },
  });
  const send = useMutation({
    mutationFn: (reason: string) =>
      call(sendImages, {
        params: { project },
        body: { images: [...new Set(picked.map(({ image }) => image.id))], to: "refinement", reason },
      }),
    onSuccess: async () => {
      setSending(false);
      setChosen(new Set());
      await refreshImages(client, project);
    },
  });
  const toggle = (finding: AuditedFinding) => {
    const next = new Set(chosen);
    if (!next.delete(idOf(finding))) next.add(idOf(finding));
    setChosen(next);
  };
  const { name, what, trust } = texts.kinds[kind];
  const problem = mark.error ?? pages.error;
  return (
    <section aria-label={name} className={styles.list}>
      <div className={styles.about}>
        <p>{what}</p>
        <p className={styles.dim}>{trust}</p>
        {missing !== null ? (
          <p className={styles.warning}>{texts.missing(missing)}</p>
        ) : (
          <p className={styles.dim}>
            {texts.sources(sources)} {texts.listed(listed, total)}{" "}
            {total > 0 && texts.precision(precision.issues, precision.verdicts, precision.interval)}
          </p>
        )}
      </div>
      {missing === null && total === 0 && (
        <Message title={texts.nothing}>
          <p>{texts.nothingText}</p>
        </Message>
      )}
      {missing === null && total > 0 && (
        <>
          <ScoreFigure list={list} />
          <div className={styles.bar}>
            <Checkbox
              label={texts.onlyOpen}
              checked={isOpenOnly}
              onChange={({ currentTarget }) => setOpenOnly(currentTarget.checked)}
            />
            {hasDisputed && (
              <Checkbox
                label={texts.onlyDisputed}
                checked={isDisputedOnly}
                onChange={({ currentTarget }) => setDisputedOnly(currentTarget.checked)}
              />
            )}
            <Button
              size="xs"
              variant="default"
              onClick={() => setChosen(picked.length > 0 ? new Set() : new Set(findings.map(idOf)))}
            >
              {picked.length > 0 ? texts.chooseNone : texts.chooseAll}
            </Button>
            <span role="status">{texts.chosen(picked.length)}</span>
            <span className={styles.actions}>
              <Button
                size="xs"
                disabled={picked.length === 0}
                loading={mark.isPending}
                onClick={() => mark.mutate("issue")}
              >
                {texts.markIssue}
              </Button>
              <Button
                size="xs"
                variant="default"
                disabled={picked.length === 0 || mark.isPending}
                onClick={() => mark.mutate("fine")}
              >
                {texts.markFine}
              </Button>
              <Button
                size="xs"
                variant="default"
                disabled={!picked.some(({ verdict }) => verdict !== null) || mark.isPending}
                onClick={() => mark.mutate(null)}
              >
                {texts.takeBack}
              </Button>
              <Button
                size="xs"
                variant="default"
                disabled={picked.length === 0}
                onClick={() => setSending(true)}
              >
                {texts.refine}
              </Button>
              <LeaveOut
                size="xs"
                project={project}
                images={picked.map(({ image }) => image.id)}
                onDone={(told) => {
                  setChosen(new Set());
                  setDone(told);
                }}
              />
            </span>
          </div>
          {problem && (
            <p className={styles.warning} role="alert">
              {explainFailure(problem).text}
            </p>
          )}
          {send.data && (
            <p role="status" className={styles.dim}>
              {texts.sent(send.data.sent, send.data.unchanged.length)}
            </p>
          )}
          {pages.data && findings.length === 0 && <p className={styles.dim}>{texts.noneLeft}</p>}
          <ol className={styles.cards} aria-label={texts.findings}>
            {findings.map((finding) => (
              <FindingCard
                key={idOf(finding)}
                project={project}
                finding={finding}
                nameOf={nameOf}
                isChosen={chosen.has(idOf(finding))}
                onToggle={() => toggle(finding)}
                onSimilar={() => setSimilarTo(finding.image)}
              />
            ))}
          </ol>
          {pages.hasNextPage && (
            <Button
              variant="default"
              className={styles.more}
              loading={pages.isFetchingNextPage}
              onClick={() => void pages.fetchNextPage()}
            >
              {texts.more}
            </Button>
          )}
        </>
      )}
      {similarTo && (
        <Dialog
          title={texts.similarTo(similarTo.key)}
          className={styles.dialog}
          onClose={() => setSimilarTo(null)}
        >
          <div className={styles.similar}>
            <SimilarImages isAsked project={project} image={similarTo.id} nameOf={nameOf} />
          </div>
        </Dialog>
      )}
      <UndoBar done={done} onClose={() => setDone(null)} />
      {isSending && (
        <AskReason
          title={texts.refineTitle}
          text={texts.refineText(new Set(picked.map(({ image }) => image.id)).size)}
          action={texts.refine}
          error={send.error}
          isPending={send.isPending}
          onSubmit={(reason) => send.mutate(reason)}
          onClose={() => setSending(false)}
        />
      )}
    </section>
  );
}
