import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { onSqlite } from "../../../test/onBothDatabases.ts";
import { researchData } from "../../../test/researchData.ts";
import { findModelCard } from "../../cli/findModelCard.ts";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { embedImages } from "../embeddings/embedImages.ts";
import { importImages } from "../images/importImages.ts";
import { createProject } from "../project/createProject.ts";
import { proposeByProbe } from "./proposeByProbe.ts";

const ofEach = 20;

onSqlite("A probe of the embedded model", (use) => {
  test.skipIf(!researchData)(
    "knows CIFAR-10's labels far better than chance from 20 images of each",
    async () => {
      const data = join(researchData!, "cifar10");
      const taken = new Map<string, number>();
      const files = unzipSync(await readFile(join(data, "images.zip")), {
        filter: ({ name }) => {
          const label = name.split("/").at(-2) ?? "";
          const count = taken.get(label) ?? 0;
          if (!name.endsWith(".jpg") || count === ofEach) return false;
          taken.set(label, count + 1);
          return true;
        },
      });
      const folder = await temporaryFolder();
      for (const [name, bytes] of Object.entries(files)) {
        const file = join(folder, name);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, bytes);
      }
      const { id: project } = await createProject(use(), {
        name: "CIFAR-10",
        labelSpace: join(data, "labels.json"),
      });
      await importImages(use(), { project, source: folder });
      const model = await findModelCard();
      await embedImages(use(), { ...model, project });
      const { figures, proposed } = await proposeByProbe(use(), { project });
      expect(proposed).toBe(200);
      const [first, three] = figures;
      // By chance it would be .1 and .3; with 10,000 images it is .78 and .957.
      expect(first!.share).toBeGreaterThan(0.5);
      expect(three!.share).toBeGreaterThan(0.75);
    },
  );
});
