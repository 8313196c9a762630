import { Button } from "@mantine/core";
import { useRef } from "react";
import { filesOfField, type Picked } from "../../client/files/pickedFiles.ts";

/** A button for choosing files, or a folder with everything in it. */
export function FilePicker({
  text,
  isFolder = false,
  accept,
  disabled,
  onPick,
}: {
  text: string;
  isFolder?: boolean;
  accept?: string;
  disabled?: boolean;
  onPick(picked: Picked): void;
}) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={field}
        type="file"
        hidden
        multiple
        aria-label={text}
        {...(isFolder ? { webkitdirectory: "" } : {})}
        {...(accept === undefined ? {} : { accept })}
        onChange={({ currentTarget }) => {
          const { files } = currentTarget;
          if (files && files.length > 0) onPick(filesOfField(files));
          // Choosing the same again counts, too.
          currentTarget.value = "";
        }}
      />
      <Button variant="default" disabled={disabled ?? false} onClick={() => field.current?.click()}>
        {text}
      </Button>
    </>
  );
}
