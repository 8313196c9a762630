import { useDocumentTitle } from "@mantine/hooks";
import { LinkButton } from "./LinkButton.tsx";
import { Message } from "./Message.tsx";

export function NotFoundPage() {
  useDocumentTitle("Not found · Multilabelfy");
  return (
    <Message as="page" title="There is no such page" actions={<LinkButton to="/">Start page</LinkButton>}>
      The address may be mistyped, or what it led to is gone, or you have no role in that project.
    </Message>
  );
}
