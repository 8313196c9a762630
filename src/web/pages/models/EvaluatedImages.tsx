import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { listEvaluationImages } from "../../../contract/evaluation.ts";
import { type Miss, misses } from "../../../core/evaluation/listEvaluated.ts";
import { call } from "../../client/call.ts";
import { ImagesDrawer } from "../../components/dialogs/ImagesDrawer.tsx";
import { words } from "../../words/words.ts";
import styles from "./ModelsPage.module.css";

const text = words.models.images;

/** The images behind a number: one list or, for a model, a list for each way of missing. */
export type OpenedImages = { what: string } & ({ list: string } | { listOf: (miss: Miss) => string });

interface Props {
  opened: OpenedImages;
  project: string;
  by: string;
  /** The version of the numbers: newer ones have other images. */
  version: string;
  nameOf: (label: number) => string;
  onClose: () => void;
}

export function EvaluatedImages({ opened, project, by, version, nameOf, onClose }: Props) {
  const [miss, setMiss] = useState<Miss>("not-original");
  const list = "list" in opened ? opened.list : opened.listOf(miss);
  return (
    <ImagesDrawer
      what={opened.what}
      queryKey={["evaluation-images", project, by, list, version]}
      fetchPage={(after, signal) =>
        call(listEvaluationImages, { params: { project, list }, query: { by, after }, signal })
      }
      nameOf={nameOf}
      setNames={text.sets}
      onClose={onClose}
    >
      {"listOf" in opened && (
        <SegmentedControl
          className={styles.misses}
          fullWidth
          aria-label={text.which}
          value={miss}
          onChange={(value) => setMiss(value as Miss)}
          data={misses.map((value) => ({ value, label: text.misses[value] }))}
        />
      )}
    </ImagesDrawer>
  );
}
