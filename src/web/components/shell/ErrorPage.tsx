import { Button } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { explainFailure } from "../../client/explainFailure.ts";
import { words } from "../../words/words.ts";
import { LinkButton } from "../buttons/LinkButton.tsx";
import { Message } from "../messages/Message.tsx";
import { NotFoundPage } from "./NotFoundPage.tsx";

/** What a person sees if a page cannot be shown. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  const { title, text, retry, missing } = explainFailure(error);
  useDocumentTitle(`${title} · Multilabelfy`);
  if (missing) return <NotFoundPage />;

  const tryAgain = async () => {
    queries.reset();
    reset();
    await router.invalidate();
  };
  return (
    <Message
      as="page"
      title={title}
      actions={
        <>
          {retry && <Button onClick={() => void tryAgain()}>{words.shell.tryAgain}</Button>}
          <LinkButton to="/" variant="default">
            {words.shell.startPage}
          </LinkButton>
        </>
      }
    >
      {text}
    </Message>
  );
}
