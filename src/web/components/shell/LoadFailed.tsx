import { Button } from "@mantine/core";
import { explainFailure } from "../../client/explainFailure.ts";
import { words } from "../../words/words.ts";
import { Message } from "../messages/Message.tsx";

/** In place of what could not be loaded: why, and another try. */
export const LoadFailed = ({
  title,
  error,
  onAgain,
}: {
  title: string;
  error: unknown;
  onAgain(): unknown;
}) => (
  <Message title={title} actions={<Button onClick={() => void onAgain()}>{words.shell.tryAgain}</Button>}>
    <p role="alert">{explainFailure(error).text}</p>
  </Message>
);
