import { useDocumentTitle } from "@mantine/hooks";
import { useState } from "react";
import { type Picked, takePicked } from "../../../client/files/pickedFiles.ts";
import { useProject } from "../../../components/shell/useProject.ts";
import { words } from "../../../words/words.ts";
import styles from "./AddImagesPage.module.css";
import { FromElsewhere } from "./FromElsewhere.tsx";
import { PickImages } from "./PickImages.tsx";
import { Upload } from "./Upload.tsx";
import type { Purpose } from "./useUpload.ts";

const w = words.addImages;

/** Adds images from a person's own machine: chosen, sent, checked, and added. */
export const AddImagesPage = () => <AddPage purpose="import-images" />;

/** Adds photos that show labels, in the same way. */
export const AddExemplarsPage = () => <AddPage purpose="import-exemplars" />;

function AddPage({ purpose }: { purpose: Purpose }) {
  const project = useProject();
  const { title, text } = w.purposes[purpose];
  useDocumentTitle(`${title} · ${project.name}`);
  const [picked, setPicked] = useState<Picked | undefined>(() => takePicked(project.id));
  const [turn, setTurn] = useState(0);
  /** Whether the server is fetching images by itself. */
  const [isBegun, setBegun] = useState(false);
  const choose = (chosen: Picked | undefined) => {
    setPicked(chosen);
    setTurn(turn + 1);
  };
  return (
    <div className={styles.page}>
      <header>
        <h1>{title}</h1>
        <p className={styles.text}>{text}</p>
      </header>
      {picked ? (
        <Upload
          key={turn}
          project={project.id}
          picked={picked}
          purpose={purpose}
          onOthers={() => choose(undefined)}
        />
      ) : (
        <>
          {!isBegun && <PickImages onPick={choose} />}
          {purpose === "import-images" && <FromElsewhere project={project.id} onBegin={setBegun} />}
        </>
      )}
    </div>
  );
}
