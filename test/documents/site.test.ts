import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { files, pages } from "../../site/pages.ts";

const repository = join(import.meta.dirname, "../..");

it("the site has a page of every document, and what they link to", async () => {
  const out = await mkdtemp(join(tmpdir(), "multilabelfy-site-"));
  try {
    // A link that leads nowhere, or text that is no page, ends it with an error.
    await promisify(execFile)(process.execPath, ["scripts/site.ts", out], { cwd: repository });
    for (const document of pages.flatMap((group) => group.documents)) {
      const [, title = ""] = /^# (.+)$/m.exec(await readFile(join(repository, document), "utf8")) ?? [];
      const page = join(out, document.replace(/README\.md$/, "index.md").replace(/\.md$/, ".html"));
      const main = (await readFile(page, "utf8")).replaceAll(/<[^>]+>/g, "");
      expect({ document, hasTitle: main.includes(title.replaceAll("`", "")) }).toEqual({
        document,
        hasTitle: true,
      });
    }
    for (const file of files) expect(existsSync(join(out, file))).toBe(true);
  } finally {
    await rm(out, { recursive: true, force: true });
  }
});
