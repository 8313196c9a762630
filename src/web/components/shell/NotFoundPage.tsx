import { useDocumentTitle } from "@mantine/hooks";
import { words } from "../../words/words.ts";
import { LinkButton } from "../buttons/LinkButton.tsx";
import { Message } from "../messages/Message.tsx";

const texts = words.shell.notFound;

export function NotFoundPage() {
  useDocumentTitle(`${texts.documentTitle} · Multilabelfy`);
  return (
    <Message as="page" title={texts.title} actions={<LinkButton to="/">{words.shell.startPage}</LinkButton>}>
      {texts.text}
    </Message>
  );
}
