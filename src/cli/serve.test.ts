import { mkdir, mkdtemp, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { end, readyLine, runProgram, startProgram } from "../../test/servers/runProgram.ts";
import { makeBrowser } from "../server/testServer.ts";

const started: ReturnType<typeof startProgram>[] = [];
const start = (args: string[], cwd: string) => {
  const program = startProgram(args, cwd);
  started.push(program);
  return program;
};
afterEach(async () => {
  for (const program of started.splice(0)) await end(program, "SIGKILL");
});

const newFolder = () => mkdtemp(join(tmpdir(), "multilabelfy-serve-"));

interface Demo {
  url: string;
  logins: { email: string; password: string; role: string }[];
}

const signIn = (url: string, email: string, password: string) =>
  fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ email, password }),
  });

test("a second server on a data folder is refused, and the first goes on; a killed one leaves no lock", {
  timeout: 180_000,
}, async () => {
  const cwd = await newFolder();
  const first = start(["serve", "--port", "0", "--json"], cwd);
  const { url } = await readyLine<{ url: string }>(first);
  const second = await runProgram(["serve", "--port", "0"], { cwd });
  expect(second).toMatchObject({
    code: 1,
    out: "",
    error: expect.stringMatching(/Another server runs on the data folder/),
  });
  expect((await fetch(`${url}/api/session`)).status).toBe(200);

  const { port } = new URL(url);
  const other = await runProgram(["serve", "--data", "other", "--port", port], { cwd });
  expect(other).toMatchObject({ code: 1, error: expect.stringContaining(`Port ${port} is in use`) });

  await end(first, "SIGKILL");
  const third = start(["serve", "--port", "0", "--json"], cwd);
  await readyLine(third);
  third.kill("SIGINT");
  expect(await new Promise((resolve) => third.on("exit", resolve))).toBe(0);
});

test("the demo is ready to annotate, continues on a second run, and --fresh begins anew", {
  timeout: 180_000,
}, async () => {
  const cwd = await newFolder();
  const args = ["demo", "--port", "0", "--json"];
  const first = start(args, cwd);
  const made = await readyLine<Demo>(first);
  expect(made.logins.map(({ role }) => role)).toEqual(["lead", "annotator", "annotator", "expert"]);
  for (const { email, password } of made.logins)
    expect((await signIn(made.url, email, password)).status).toBe(200);

  const logins = join(cwd, "multilabelfy-demo/sample-logins.txt");
  expect((await stat(logins)).mode & 0o777).toBe(0o600);
  const whileRunning = await runProgram(["demo", "--fresh", "--port", "0"], { cwd });
  expect(whileRunning).toMatchObject({ code: 1, error: expect.stringContaining("Another server runs") });
  expect(await readFile(logins, "utf8")).toContain(made.logins[0]?.password);
  await end(first);

  const second = start(args, cwd);
  const continued = await readyLine<Demo>(second);
  expect(continued.logins).toEqual(made.logins);
  await end(second);

  const third = start([...args, "--fresh"], cwd);
  const anew = await readyLine<Demo>(third);
  expect(anew.logins[0]?.password).not.toBe(made.logins[0]?.password);
  const lead = anew.logins[0]!;
  expect((await signIn(anew.url, lead.email, lead.password)).status).toBe(200);
  await end(third);

  const own = await readyLine<Demo>(start([...args, "--own-labels"], cwd));
  expect(own.logins).toEqual(anew.logins);
  const { out } = await runProgram(["project", "list", "--json", "--data", "multilabelfy-demo"], { cwd });
  expect(JSON.parse(out)).toMatchObject([
    { name: "Everyday photos", images: 98 },
    { name: "Sample photos", images: 30 },
  ]);
});

test("the demo touches no folder that it did not make", async () => {
  const cwd = await newFolder();
  await mkdir(join(cwd, "photos"));
  await writeFile(join(cwd, "photos/mine.txt"), "precious");
  for (const extra of [[], ["--fresh"]]) {
    const refused = await runProgram(["demo", "--data", "photos", "--port", "0", ...extra], { cwd });
    expect(refused).toMatchObject({ code: 1, error: expect.stringContaining("was not made by the demo") });
  }
  expect(await readFile(join(cwd, "photos/mine.txt"), "utf8")).toBe("precious");
});

test("an installation without anybody prints the link that lets the first person in", async () => {
  const cwd = await newFolder();
  expect((await runProgram(["project", "create", "Earlier"], { cwd })).code).toBe(0);
  const server = start(["serve", "--port", "0"], cwd);
  let out = "";
  let link: URL | undefined;
  for await (const text of server.stdout!.setEncoding("utf8")) {
    out += text;
    const [address] = /http\S+\/begin\?token=\S+/.exec(out) ?? [];
    if (address) link = new URL(address);
    if (link) break;
  }
  const body = { name: "Ada", email: "ada@example.org", password: "violet harbour spoon" };
  const register = (token: string) =>
    makeBrowserAt(link!).send("POST", "/api/auth/register-first", { ...body, token });
  expect((await register("guessed")).status).toBe(404);
  const browser = makeBrowserAt(link!);
  const token = link!.searchParams.get("token");
  expect((await browser.send("POST", "/api/auth/register-first", { ...body, token })).status).toBe(200);
  const session = await (await browser.send("GET", "/api/session")).json();
  expect(session).toMatchObject({ mayMakeProjects: true, projects: [{ name: "Earlier", roles: ["lead"] }] });
  expect((await register(token!)).status).toBe(404);
});

const makeBrowserAt = ({ origin }: URL) => makeBrowser(origin);

test("a data folder and all that a command makes in it is its owner's alone", {
  timeout: 180_000,
}, async () => {
  const cwd = await newFolder();
  const usual = process.umask(0);
  try {
    const made = await runProgram(["project", "create", "Private", "--label-space", "imagenet-1k"], { cwd });
    expect(made.code).toBe(0);
    await readyLine(start(["serve", "--port", "0", "--json"], cwd));
  } finally {
    process.umask(usual);
  }
  const data = join(cwd, "multilabelfy-data");
  const entries = await readdir(data, { recursive: true });
  expect(entries).toEqual(expect.arrayContaining(["multilabelfy.sqlite", "secret", "server.lock"]));
  for (const entry of [".", ...entries]) {
    const { mode } = await stat(join(data, entry));
    expect([entry, mode & 0o077]).toEqual([entry, 0]);
  }
});

test("a server that others reach without encryption says so, and one on this machine does not", async () => {
  const cwd = await newFolder();
  for (const [host, publicUrl, warns] of [
    ["0.0.0.0", "", true],
    ["0.0.0.0", "https://labels.example.org", false],
    ["127.0.0.1", "", false],
  ] as const) {
    const program = startProgram(["serve", "--port", "0", "--host", host, "--json"], cwd, {
      MULTILABELFY_PUBLIC_URL: publicUrl,
    });
    started.push(program);
    let said = "";
    program.stderr?.on("data", (chunk) => {
      said += chunk;
    });
    await readyLine(program);
    await end(program, "SIGTERM");
    expect([host, publicUrl, /nothing is encrypted/.test(said)]).toEqual([host, publicUrl, warns]);
  }
}, 120_000);

test("an issuer of single sign-on that is reached without encryption is refused", async () => {
  const cwd = await newFolder();
  const env = { MULTILABELFY_OIDC_ISSUER: "http://login.example.org" };
  const refused = await runProgram(["serve", "--port", "0"], { cwd, env });
  expect(refused.code).not.toBe(0);
  expect(refused.error).toMatch(/MULTILABELFY_OIDC_ISSUER is wrong: must begin with https/);
});
