// From an empty installation to the first label on one's own photos: how long a newcomer takes, and what they decide.
//
//   npm run bench:newcomer
//
// A script is the newcomer: it has the server's first link and a folder of thirty photos in six folders, and follows the
// pages' own buttons; a colleague, whom the protocol needs, joins at once by a name and a password. What a person chooses or makes up is a decision; what the page offers and is only pressed is none.
// The machine's seconds are measured; how long a person thinks is not, so the rest of five minutes is shared out among
// the decisions.
import { cp, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchBrowser, visit } from "../e2e/setup/visitor.ts";
import { end, readyLine, startProgram } from "../servers/runProgram.ts";

const target = 300;
const samples = join(import.meta.dirname, "../../samples/photos");
const folders = ["animals", "buildings", "food", "music", "nature", "things"];

const place = await mkdtemp(join(tmpdir(), "multilabelfy-newcomer-"));
const photos = join(place, "my photos");
for (const [at, photo] of (await readdir(samples)).filter((name) => name.endsWith(".jpg")).entries()) {
  const folder = join(photos, folders[at % folders.length]!);
  await mkdir(folder, { recursive: true });
  await cp(join(samples, photo), join(folder, photo));
}

const decisions: string[] = [];
const presses: string[] = [];
const times: { what: string; seconds: number }[] = [];
let began = performance.now();
const lap = (what: string) => {
  const now = performance.now();
  times.push({ what, seconds: (now - began) / 1000 });
  began = now;
};

const server = startProgram(["serve", "--data", join(place, "data"), "--port", "0", "--json"], place);
const browser = await launchBrowser();
try {
  const { firstLink } = await readyLine<{ firstLink: string }>(server);
  const { page } = await visit(browser);
  const press = async (name: string, role: "button" | "link" = "button") => {
    presses.push(name);
    await page.getByRole(role, { name, exact: true }).first().click();
  };
  const fill = async (label: string, text: string) => {
    decisions.push(label);
    await page.getByLabel(label, { exact: true }).fill(text);
  };
  lap("the server starts");

  await page.goto(firstLink);
  await fill("Your name", "Ada");
  await fill("E-mail", "ada@example.org");
  await fill("Password", "violet harbour spoon");
  await press("Make the account");
  await page.waitForURL(/\/new$/);
  lap("an account");

  await fill("What it is called", "My photos");
  decisions.push("Its labels");
  await page.getByLabel("The names of my image folders").check();
  decisions.push("The folder");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose the folder" }).click();
  await (await chooser).setFiles(photos);
  await page.getByText("30 images in “my photos”").waitFor();
  await press("Make the project");
  await page.waitForURL(/\/images\/add$/);
  lap("a project");

  await press("Send them");
  await page.getByText("Every image gets an original label.").waitFor();
  await press("Add 30 images");
  await page.getByText("30 images added.").waitFor();
  await press("Go on to the overview", "link");
  lap("its images");

  await press("Propose labels");
  await page.getByText("30 images got proposals").waitFor();
  lap("proposals");

  // Two people look at each image, so the newcomer asks a colleague in.
  await press("Overview", "link");
  await press("Invite people", "link");
  await press("Invite");
  await fill("E-mail", "ben@example.org");
  await press("Make the link");
  const link = (await page.locator("dialog code").textContent()) ?? "";
  await press("Done");
  const { page: colleague } = await visit(browser);
  await colleague.goto(link);
  await colleague.getByLabel("Your name").fill("Ben");
  await colleague.getByLabel("Password", { exact: true }).fill("another harbour spoon");
  await colleague.getByRole("button", { name: "Join" }).click();
  await colleague.getByText("Nothing to do yet").waitFor();
  lap("a colleague");

  await press("Overview", "link");
  await press("Share out images", "link");
  await press("Show the plan");
  await press("Give these batches");
  await page.getByText("30 images are shared out.").waitFor();
  await press("My work", "link");
  await press("Start", "link");
  await page.getByRole("img", { name: "The one to label" }).waitFor();
  const card = page.getByRole("checkbox").first();
  await card.waitFor();
  lap("the first image to label");
  const saved = page.waitForResponse(
    (reply) => reply.request().method() === "PUT" && reply.url().endsWith("/annotation"),
  );
  await card.click();
  await page.getByRole("button", { name: /^Submit/ }).click();
  if (!(await saved).ok()) throw new Error("The first answer was not saved.");
  lap("its answer");
} finally {
  await browser.close();
  await end(server);
  await rm(place, { recursive: true, force: true });
}
const machine = times.reduce((sum, { seconds }) => sum + seconds, 0);
const each = (target - machine) / decisions.length;
console.log(`
${times.map(({ what, seconds }) => `${what.padEnd(26)} ${seconds.toFixed(1).padStart(6)} s`).join("\n")}
${"the machine, in all".padEnd(26)} ${machine.toFixed(1).padStart(6)} s

${decisions.length} decisions: ${decisions.join(", ")}
${presses.length} presses of what the pages offer: ${presses.join(", ")}
Five minutes leave ${each.toFixed(0)} s for each decision and the ${(presses.length / decisions.length).toFixed(1)} presses that go with it.`);
