import { Button, Radio } from "@mantine/core";
import { useState } from "react";
import type { z } from "zod";
import type { uploadWishes } from "../../../../contract/images/uploads.ts";
import type { CallFailure } from "../../../client/call.ts";
import { LinkButton } from "../../../components/buttons/LinkButton.tsx";
import { words } from "../../../words/words.ts";
import styles from "./AddImagesPage.module.css";

const w = words.addImages.meaning;
const layouts = ["class-folders", "split-folders", "flat"] as const;
export type Layout = NonNullable<z.output<typeof uploadWishes>["layout"]>;

/** Why folders could not be read, in this page's words; undefined if something else went wrong. */
export function explainFolders({ code, details }: CallFailure): string | undefined {
  const { labels, image, folders } = (details ?? {}) as Partial<Record<"labels" | "folders", string[]>> & {
    image?: string;
  };
  if (code === "unknown-label" && labels) {
    const shown = labels.slice(0, 6).join(", ");
    return w.unknown(labels.length, labels.length > 6 ? `${shown} …` : shown);
  }
  if (code !== "bad-request") return undefined;
  if (image !== undefined) return w.inTwo(image);
  return folders ? w.beside : undefined;
}

/** Asks the person what ambiguous folders mean. */
export function FolderMeaning({
  project,
  why,
  hasUnknown,
  onChoose,
}: {
  project: string;
  why: string;
  /** Whether some folders have names of no label: the label space may lack some. */
  hasUnknown: boolean;
  onChoose(layout: Layout): void;
}) {
  const [layout, setLayout] = useState<Layout>();
  return (
    <div className={styles.panel}>
      <p role="alert">{why}</p>
      <Radio.Group label={w.title} value={layout ?? ""} onChange={(value) => setLayout(value as Layout)}>
        <div className={styles.choices}>
          {layouts.map((one) => (
            <Radio key={one} value={one} label={w.layouts[one]} />
          ))}
        </div>
      </Radio.Group>
      <div className={styles.row}>
        <Button disabled={!layout} onClick={() => layout && onChoose(layout)}>
          {w.look}
        </Button>
        {hasUnknown && (
          <LinkButton variant="default" to="/p/$project/labels" params={{ project }}>
            {w.toLabels}
          </LinkButton>
        )}
      </div>
    </div>
  );
}
