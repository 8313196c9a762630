import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { sendImages } from "../../../contract/batches.ts";
import type { ImageView } from "../../../contract/images/imagePage.ts";
import { rulesOf } from "../../../core/stages/rulesOf.ts";
import { type Destination, destinations, isCounted } from "../../../core/tasks/stage.ts";
import { call } from "../../client/call.ts";
import { refreshImages } from "../../client/queries/images.ts";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import { AskReason } from "./AskReason.tsx";
import styles from "./ImagePage.module.css";

const texts = words.images.page;

const pageOf = { gold: "/p/$project/gold", "left-out": "/p/$project/images/left-out" } as const;

interface Props {
  project: string;
  image: ImageView;
  nameOf(label: number): string;
}

/** Which labels the image has and why, and where the lead can send it. */
export function Outcome({ project, image, nameOf }: Props) {
  const { labels, originals, agreement, aside, sending } = image;
  const names = (list: readonly number[]) => list.map(nameOf).join(", ");
  return (
    <Panel title={texts.final}>
      <dl className={styles.facts}>
        <div>
          <dt>{texts.finalLabels}</dt>
          <dd className={styles.final}>
            {labels === null
              ? words.images.notFinal
              : labels.length === 0
                ? words.images.noLabel
                : names(labels)}
          </dd>
        </div>
        <div>
          <dt>{texts.original}</dt>
          <dd>{originals.length === 0 ? texts.noOriginal : names(originals)}</dd>
        </div>
        {aside === null && (
          <div>
            <dt>{texts.agreement}</dt>
            <dd>
              {agreement === null ? texts.undecided : agreement.agreed ? texts.agreed : texts.disagreed}
              {agreement && !agreement.agreed && (
                <ul className={styles.reasons}>
                  {agreement.reasons.map((reason) => (
                    <li key={reason}>{words.disagreement[reason]}</li>
                  ))}
                </ul>
              )}
            </dd>
          </div>
        )}
        {sending && (
          <div>
            <dt>{texts.sent[sending.to](sending.by)}</dt>
            <dd>{sending.reason}</dd>
          </div>
        )}
      </dl>
      {aside === null ? (
        <Sending project={project} image={image} />
      ) : (
        <p className={styles.aside}>
          {texts.aside[aside]}{" "}
          <Link to={pageOf[aside]} params={{ project }}>
            {texts.asidePage[aside]}
          </Link>
        </p>
      )}
    </Panel>
  );
}

function Sending({ project, image }: Pick<Props, "project" | "image">) {
  const client = useQueryClient();
  const [asking, setAsking] = useState<Destination | null>(null);
  const [message, setMessage] = useState("");
  const send = useMutation({
    mutationFn: (body: { to: Destination; reason: string }) =>
      call(sendImages, { params: { project }, body: { images: [image.id], ...body } }),
    onSuccess: ({ unchanged: [unchanged] }) => {
      setAsking(null);
      setMessage(unchanged ? texts.unchanged[unchanged.why] : texts.sentDone);
      return refreshImages(client, project);
    },
  });
  const isAnnotated = image.answers.some(
    (answer) => rulesOf(answer.stage).answers === "compared" && isCounted(answer),
  );
  const possible: Record<Destination, boolean> = {
    refinement: image.proposals.length > 0 && image.status !== "to-refine",
    annotators: isAnnotated,
    rule: image.sending?.to === "refinement",
  };
  return (
    <>
      <div className={styles.actions}>
        {destinations
          .filter((to) => possible[to])
          .map((to) => (
            <Button key={to} variant="default" onClick={() => setAsking(to)}>
              {texts.send[to]}
            </Button>
          ))}
      </div>
      <p role="status" className={styles.told}>
        {message}
      </p>
      {asking && (
        <AskReason
          title={texts.send[asking]}
          text={texts.sendText[asking]}
          action={texts.send[asking]}
          error={send.error}
          isPending={send.isPending}
          onSubmit={(reason) => send.mutate({ to: asking, reason })}
          onClose={() => {
            send.reset();
            setAsking(null);
          }}
        />
      )}
    </>
  );
}
