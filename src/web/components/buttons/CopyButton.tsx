import { Button } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { words } from "../../words/words.ts";

const texts = words.shell.copy;

/** Copies a text and says so. If the browser denies the clipboard, the text beside it can be selected. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const clipboard = useClipboard();
  return (
    <Button
      size="compact-sm"
      fw={400}
      variant="default"
      aria-label={texts.label(what)}
      onClick={() => clipboard.copy(text)}
    >
      <span aria-live="polite">
        {clipboard.copied ? texts.copied : clipboard.error ? texts.selectIt : texts.copy}
      </span>
    </Button>
  );
}
