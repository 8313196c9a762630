import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { words } from "../../words/words.ts";
import { batchesQuery } from "../batches/batchesQuery.ts";
import { type Left, ReassignDialog } from "../batches/ReassignDialog.tsx";
import { whoMayHave } from "../batches/whoMayHave.ts";

/** Gives images that a person cannot judge to somebody else. */
export function GiveToAnother({
  project,
  left,
  images,
  onDone,
}: {
  project: string;
  left: Left;
  images: string[];
  onDone(news: string): void;
}) {
  const [isOpen, setOpen] = useState(false);
  const { data } = useQuery({ ...batchesQuery(project), enabled: isOpen });
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        loading={isOpen && data === undefined}
        onClick={() => setOpen(true)}
      >
        {words.inbox.acts.give}
      </Button>
      {isOpen && data && (
        <ReassignDialog
          project={project}
          left={left}
          people={whoMayHave(data, left.stage)}
          images={images}
          onClose={(news = "") => {
            setOpen(false);
            onDone(news);
          }}
        />
      )}
    </>
  );
}
