import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OwnServer, openOwnServer } from "./setup/ownServer.ts";
import { expectAccessibleInBoth, takeLooks, takePicture, type Visitor, visit } from "./setup/visitor.ts";

const samples = join(import.meta.dirname, "../../samples/photos");
const classes = {
  animals: ["cat-asleep-at-desk.jpg"],
  food: ["espresso-on-red-saucer.jpg", "fig-in-orange-dish.jpg"],
  music: ["wine-and-djembe.jpg"],
};

/** Somebody who has nothing but the server's link and a folder of photos. */
describe("an empty installation in a real browser", () => {
  let own: OwnServer;
  let folder: string;
  let visitor: Visitor;
  let page: Page;
  let project: string;
  let ben: Visitor;

  beforeAll(async () => {
    own = await openOwnServer();
    folder = join(await mkdtemp(join(tmpdir(), "multilabelfy-photos-")), "my photos");
    for (const [name, photos] of Object.entries(classes)) {
      await mkdir(join(folder, name), { recursive: true });
      for (const photo of photos) await cp(join(samples, photo), join(folder, name, photo));
    }
    await writeFile(join(folder, "notes.txt"), "taken in spring");
    visitor = await visit(own.browser, { withServiceWorker: true });
    page = visitor.page;
  }, 300_000);

  afterAll(async () => {
    await own?.close();
    await rm(join(folder, ".."), { recursive: true, force: true });
  });

  const pick = async (button: string, ...paths: string[]) => {
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      page.getByRole("button", { name: button }).click(),
    ]);
    await chooser.setFiles(paths.length === 1 ? paths[0]! : paths);
  };

  it("lets the first person in by the server's link, and nobody by it after that", async () => {
    await page.goto(own.url);
    await page.getByText("Nobody has an account here yet").waitFor();
    await takeLooks(page, "sign-in-new");
    await page.goto(own.firstLink!);
    await page.getByLabel("Your name").fill("Ada");
    await page.getByLabel("E-mail").fill("ada@example.org");
    await page.getByLabel("Password", { exact: true }).fill("violet harbour spoon");
    await expectAccessibleInBoth(page);
    await takeLooks(page, "begin");
    await page.getByRole("button", { name: "Make the account" }).click();
    await page.waitForURL(/\/new$/);

    const other = await visit(own.browser);
    await other.page.goto(own.firstLink!);
    await other.page.getByRole("heading", { name: "Somebody has an account here" }).waitFor();
    await takeLooks(other.page, "begin-over");
    const status = await other.page.evaluate(async (token) => {
      const body = { token, name: "Eve", email: "eve@example.org", password: "violet harbour spoon" };
      const headers = { "content-type": "application/json" };
      const asked = { method: "POST", headers, body: JSON.stringify(body) };
      return (await fetch("/api/auth/register-first", asked)).status;
    }, new URL(own.firstLink!).searchParams.get("token"));
    expect(status).toBe(404);
    await other.page.context().close();
  });

  it("makes a project whose labels are the folders' names", async () => {
    await page.getByRole("heading", { name: "Make a project" }).waitFor();
    await expectAccessibleInBoth(page);
    await takeLooks(page, "new-project");
    await page.getByLabel("What it is called").fill("Spring photos");
    await page.getByRole("button", { name: "Make the project" }).click();
    await page.getByText("Choose the folder of your images first.").waitFor();
    await page.getByLabel("A list of my own").check();
    await page.getByRole("button", { name: "Make the project" }).click();
    await page.getByText("Type the labels, or choose a file that holds them.").waitFor();
    await expectAccessibleInBoth(page);
    await takeLooks(page, "new-project-error");
    await page.getByLabel("The names of my image folders").check();
    await pick("Choose the folder", folder);
    await page.getByText("4 images in “my photos”").waitFor();
    await takeLooks(page, "new-project-folder");
    await page.getByRole("button", { name: "Make the project" }).click();
    await page.waitForURL(/\/images\/add$/);
    project = /\/p\/([^/]+)\//.exec(page.url())?.[1] ?? "";
  });

  it("adds the photos of the folder that was chosen, and says what stays behind", async () => {
    await page.getByText("4 images").waitFor();
    await page.getByText("1 file is not sent, because it is nothing that can be read: 1 .txt.").waitFor();
    await takeLooks(page, "add-images-chosen");
    await page.getByRole("button", { name: "Send them" }).click();
    await page.getByText("Every image gets an original label.").waitFor();
    await expectAccessibleInBoth(page);
    await takeLooks(page, "add-images-looked");
    await page.getByRole("button", { name: "Add 4 images" }).click();
    await page.getByText("4 images added.").waitFor();
    await takeLooks(page, "add-images-done");
    await page.getByRole("link", { name: "Go on to the overview" }).click();
    await page.getByText("Propose labels.").waitFor();
    const rows = await own.ctx.db
      .selectFrom("image")
      .innerJoin("originalLabel", "originalLabel.imageId", "image.id")
      .select(["image.key", "originalLabel.labelIndex"])
      .orderBy("image.key")
      .execute();
    expect(rows).toEqual([
      { key: "cat-asleep-at-desk.jpg", labelIndex: 0 },
      { key: "espresso-on-red-saucer.jpg", labelIndex: 1 },
      { key: "fig-in-orange-dish.jpg", labelIndex: 1 },
      { key: "wine-and-djembe.jpg", labelIndex: 2 },
    ]);
  });

  it("takes lists of addresses and folders of the server where the installation allows it", async () => {
    const address = `${own.url}/p/${project}/images/add`;
    await page.goto(address);
    await page.getByText("by the setting MULTILABELFY_IMPORT_ROOTS").waitFor();
    await page.getByText("by the setting MULTILABELFY_REMOTE_IMAGES").waitFor();
    own.ctx.imports = { outside: { networks: [] }, roots: [samples] };
    await page.goto(`${own.url}/p/${project}/overview`);
    await page.goto(address);
    await page.getByLabel("Folder in it").fill("../samples");
    await page.getByRole("button", { name: "Add the images" }).click();
    await page.getByText("is no folder below those that may be imported").waitFor();
    await expectAccessibleInBoth(page);
    await takeLooks(page, "add-from-elsewhere");
    await page.getByRole("textbox", { name: "Addresses" }).fill("https://127.0.0.1/a.jpg");
    await page.getByRole("button", { name: "Load the images" }).click();
    // The process that does it has the settings of the environment.
    await page.getByText("This installation loads no images from the web.", { exact: false }).waitFor();
    await page.getByRole("button", { name: "Choose others" }).click();
    await page.getByText("Drop a folder, images or a zip here").waitFor();
    own.ctx.imports = undefined;
  });

  it("asks what folders mean where that could be two things", async () => {
    await page.goto(`${own.url}/p/${project}/images/add`);
    await page.getByText("Drop a folder, images or a zip here").waitFor();
    await expectAccessibleInBoth(page);
    await takeLooks(page, "add-images");
    const strange = join(folder, "../strange");
    await mkdir(join(strange, "machines"), { recursive: true });
    await cp(join(samples, "aeroplane-from-above.jpg"), join(strange, "machines/plane.jpg"));
    await pick("Choose a folder", strange);
    await page.getByRole("button", { name: "Send them" }).click();
    await page
      .getByText("A folder is called like no label of this project: machines.", { exact: true })
      .waitFor();
    await expectAccessibleInBoth(page);
    await takeLooks(page, "add-images-meaning");
    await page.getByLabel(/^Nothing: they are part/).check();
    await page.getByRole("button", { name: "Look again" }).click();
    await page.getByText("No image gets an original label.").waitFor();
    await page.getByRole("button", { name: "Choose others" }).click();
    await page.getByText("Drop a folder, images or a zip here").waitFor();
    // What was sent and not added is gone.
    const kept = await Array.fromAsync(own.ctx.storage.list("files"));
    expect(kept.filter((key) => key.endsWith("plane.jpg"))).toEqual([]);
    expect(kept.filter((key) => key.endsWith(".jpg"))).toHaveLength(4);
  });

  it("leaves an image out before anybody is given it, and takes it back", async () => {
    await page.goto(`${own.url}/p/${project}/images`);
    await page.getByRole("checkbox", { name: "Choose wine-and-djembe.jpg" }).check();
    await page.getByRole("button", { name: "Leave out" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Why").fill("Taken by somebody else.");
    await expectAccessibleInBoth(page);
    await takeLooks(page, "leave-out");
    await dialog.getByRole("button", { name: "Leave out" }).click();
    await page.getByText("1 image left out.").waitFor();
    await takePicture(page, "images-left-out");
    await page.getByRole("link", { name: "Left out", exact: true }).click();
    await page.getByText("Taken by somebody else.").waitFor();
    await expectAccessibleInBoth(page);
    await takeLooks(page, "left-out");
    await page.getByRole("button", { name: "Take back wine-and-djembe.jpg" }).click();
    await page.getByRole("heading", { name: "Nothing is left out" }).waitFor();
    await takeLooks(page, "left-out-empty");
  });

  it("shows labels by photos of another folder", async () => {
    const exemplars = join(folder, "../exemplars");
    await mkdir(join(exemplars, "food"), { recursive: true });
    await cp(join(samples, "../exemplars/n01443537/goldfish.jpg"), join(exemplars, "food/fish.jpg"));
    await page.goto(`${own.url}/p/${project}/labels`);
    await page.getByRole("link", { name: "Add exemplars" }).click();
    await pick("Choose a folder", exemplars);
    await takeLooks(page, "add-exemplars");
    await page.getByRole("button", { name: "Send them" }).click();
    await page.getByText("1 exemplar; 1 label shown by them.").waitFor();
    await takeLooks(page, "add-exemplars-done");
    await page.getByRole("link", { name: "Go on to the labels" }).click();
    await page.getByRole("heading", { name: "Labels", exact: true }).waitFor();
  });

  it("has labels proposed, and a second person in", async () => {
    await page.goto(`${own.url}/p/${project}/overview`);
    await page.getByRole("button", { name: "Propose labels" }).click();
    await page.getByText("4 images got proposals").waitFor();
    await page.goto(`${own.url}/p/${project}/people`);
    await page.getByRole("button", { name: "Invite" }).first().click();
    await page.getByLabel("E-mail").fill("ben@example.org");
    await page.getByRole("button", { name: "Make the link" }).click();
    const link = (await page.locator("dialog code").textContent()) ?? "";
    await page.getByRole("button", { name: "Done" }).click();
    ben = await visit(own.browser);
    await ben.page.goto(link);
    await ben.page.getByLabel("Your name").fill("Ben");
    await ben.page.getByLabel("Password", { exact: true }).fill("another harbour spoon");
    await ben.page.getByRole("button", { name: "Join" }).click();
    await ben.page.getByText("Nothing to do yet").waitFor();
  });

  it("gives the images out, and both label them", async () => {
    await page.goto(`${own.url}/p/${project}/batches`);
    await page.getByRole("button", { name: "Show the plan" }).click();
    await page.getByRole("button", { name: "Give these batches" }).click();
    await page.getByText("4 images are shared out.").waitFor();
    for (const { page: at } of [visitor, ben]) {
      await at.goto(`${own.url}/p/${project}/annotate`);
      for (let left = 4; left > 0; left--) {
        const image = at.getByRole("img", { name: "The one to label" });
        await image.waitFor();
        const src = await image.getAttribute("src");
        const name = await labelOf(/images\/([^/]+)\//.exec(src ?? "")?.[1] ?? "");
        const card = at.getByRole("checkbox", { name, exact: true });
        await card.waitFor();
        await card.click();
        await at.getByRole("button", { name: /^Submit/ }).click();
        await expect
          .poll(async () => (await image.count()) === 0 || (await image.getAttribute("src")) !== src)
          .toBe(true);
      }
    }
  });

  const labelOf = async (image: string) => {
    const { labelIndex } = await own.ctx.db
      .selectFrom("originalLabel")
      .select("labelIndex")
      .where("imageId", "=", image)
      .executeTakeFirstOrThrow();
    return Object.keys(classes)[labelIndex]!;
  };

  it("has the installation backed up on the server, and says how that is restored", async () => {
    await page.goto(`${own.url}/p/${project}/jobs`);
    await page.getByText("There is none yet.").waitFor();
    await expectAccessibleInBoth(page);
    await page.getByRole("button", { name: "Back up now" }).click();
    await page.getByRole("cell", { name: "asked for" }).waitFor();
    await page.getByText(/restore .*backups\/multilabelfy-asked-.*\.tar --data NEW-FOLDER/).waitFor();
    await expectAccessibleInBoth(page);
    await takeLooks(page, "jobs-backup");
  });

  it("makes a release of it, and a file of that, without the command line", async () => {
    await page.goto(`${own.url}/p/${project}/releases`);
    await page.getByLabel("Name").fill("first");
    await page.getByRole("button", { name: "Create release" }).click();
    await page.getByText("Release 1, first, is made.").waitFor();
    await page.goto(`${own.url}/p/${project}/jobs`);
    await page.getByLabel("Job", { exact: true }).selectOption("Export a release");
    await page.getByRole("button", { name: "Start" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: /^Download/ }).click(),
    ]);
    expect(JSON.parse(await readFile(await download.path(), "utf8"))).toEqual({
      "cat-asleep-at-desk.jpg": ["0"],
      "espresso-on-red-saucer.jpg": ["1"],
      "fig-in-orange-dish.jpg": ["1"],
      "wine-and-djembe.jpg": ["2"],
    });
    expect(visitor.troubles.filter((text) => !/\((Unprocessable|Not Found)/.test(text))).toEqual([]);
  });
});
