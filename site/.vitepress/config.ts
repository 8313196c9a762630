import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitepress";
import { files, pages } from "../pages";

/** Where the documents are copied to: their pages are components, and those find their library upwards from here. */
const documents = join(import.meta.dirname, "../documents");

/** README.md is the page of its folder. */
const addressOf = (document: string) => `/${document.replace(/README\.md$/, "").replace(/\.md$/, "")}`;

function titleOf(document: string): string {
  const [, title] = /^# (.+)$/m.exec(readFileSync(join(documents, document), "utf8")) ?? [];
  if (title === undefined) throw new Error(`${document} has no title: a line that begins with "# ".`);
  return title.replaceAll("`", "");
}

export default defineConfig({
  title: "Multilabelfy",
  description: "Repair the labels of image datasets: all the valid labels of every image.",
  lang: "en",
  srcDir: documents,
  outDir: join(import.meta.dirname, "../dist"),
  cacheDir: join(import.meta.dirname, "../node_modules/.cache"),
  rewrites: (document) => document.replace(/README\.md$/, "index.md"),
  // Files that are no pages are copied beside them.
  ignoreDeadLinks: files.map((file) => new RegExp(`${file.split("/").at(-1)}$`)),
  // The repository has a configuration of its own, for the pages of the program.
  vite: { configFile: false, publicDir: false },
  head: [["link", { rel: "icon", type: "image/svg+xml", href: "/icon.svg" }]],
  themeConfig: {
    logo: "/icon.svg",
    search: { provider: "local" },
    outline: { level: [2, 3] },
    sidebar: pages.map(({ group, documents: of }) => ({
      text: group,
      items: of.map((document) => ({ text: titleOf(document), link: addressOf(document) })),
    })),
    nav: [
      { text: "Lead", link: "/docs/guide-lead" },
      { text: "Annotate", link: "/docs/guide-annotator" },
      { text: "Analyse", link: "/docs/guide-analyst" },
      { text: "Formats", link: "/docs/file-formats" },
      { text: "API", link: "/docs/api" },
    ],
  },
});
