import { Message } from "../../components/messages/Message.tsx";
import { Waiting } from "../../components/shell/Waiting.tsx";
import { words } from "../../words/words.ts";

/** The first numbers are being computed. */
export const Computing = () => (
  <Message title={words.models.computing}>
    <p>{words.models.computingText}</p>
    <Waiting />
  </Message>
);
