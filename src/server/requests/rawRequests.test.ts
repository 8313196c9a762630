import { once } from "node:events";
import { connect } from "node:net";
import { beforeAll, describe, expect, it } from "vitest";
import { makeProject } from "../../../test/factories.ts";
import { openFolder } from "../../../test/openFolder.ts";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { startMailServer } from "../testing/startMailServer.ts";
import { makeAccount, makeBrowser, startTestServer } from "../testServer.ts";

const folder = temporaryFolder();
const publicUrl = "https://labels.example.org";
let url: string;
let project: string;
let mails: Awaited<ReturnType<typeof startMailServer>>;

beforeAll(async () => {
  const ctx = await openFolder(await folder);
  mails = await startMailServer();
  ({ project } = await makeProject(ctx, { images: { "a.jpg": [0] } }));
  await makeAccount(ctx, { email: "lead@example.org", projectId: project, roles: ["lead"] });
  const mail = { smtpUrl: mails.url, from: "Multilabelfy <labels@example.org>" };
  const server = await startTestServer(ctx, publicUrl, { mail });
  ({ url } = server);
  return async () => {
    await server.close();
    await mails.close();
    await ctx.db.destroy();
  };
});

/** Sends bytes as they are. @returns all that comes back until the server ends the connection */
async function send(text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let answer = "";
  socket.setEncoding("latin1").on("data", (part) => {
    answer += part;
  });
  socket.write(text);
  await once(socket, "close");
  return answer;
}

const statusesOf = (answer: string) => [...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status);
const post = (headers: string, body: string) =>
  `POST /api/auth/sign-out HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${headers}\r\n${body}`;
/** What a proxy in front would take for a part of the body, or for the next person's request. */
const next = "GET /api/session HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
const chunks = "2\r\n{}\r\n0\r\n\r\n";

describe("a request whose end can be read in two ways is refused, and what follows it is no request", () => {
  it.each([
    [
      "Content-Length beside Transfer-Encoding",
      "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n",
      chunks,
    ],
    [
      "Transfer-Encoding beside Content-Length",
      "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n",
      chunks,
    ],
    ["Content-Length twice, alike", "Content-Length: 2\r\nContent-Length: 2\r\n", "{}"],
    ["Content-Length twice, different", "Content-Length: 2\r\nContent-Length: 66\r\n", "{}"],
    ["a list of lengths", "Content-Length: 2, 2\r\n", "{}"],
    ["+2", "Content-Length: +2\r\n", "{}"],
    ["a hexadecimal length", "Content-Length: 0x2\r\n", "{}"],
    ["a negative length", "Content-Length: -2\r\n", "{}"],
    ["an unknown encoding", "Transfer-Encoding: xchunked\r\n", chunks],
    ["two encodings", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", chunks],
    ["chunks that are not the last encoding", "Transfer-Encoding: chunked, identity\r\n", chunks],
    ["a space before the colon", "Transfer-Encoding : chunked\r\n", chunks],
    ["a folded header", "X-A: b\r\n Transfer-Encoding: chunked\r\nContent-Length: 2\r\n", "{}"],
    ["a bare line feed", "X-A: b\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n", "{}"],
    ["a bare carriage return", "X-A: b\rTransfer-Encoding: chunked\r\nContent-Length: 2\r\n", "{}"],
    ["a chunk of 0x2", "Transfer-Encoding: chunked\r\n", "0x2\r\n{}\r\n0\r\n\r\n"],
    ["a chunk longer than any", "Transfer-Encoding: chunked\r\n", "fffffffffffffffff\r\n{}\r\n0\r\n\r\n"],
    ["a chunk that is longer than it says", "Transfer-Encoding: chunked\r\n", "2\r\n{}XX\r\n0\r\n\r\n"],
    ["a line feed after a chunk's extension", "Transfer-Encoding: chunked\r\n", "2;a=\nb\r\n{}\r\n0\r\n\r\n"],
  ])("%s", async (_, headers, body) => {
    const answer = await send(post(headers, body + next));
    expect(statusesOf(answer)).toEqual(["400"]);
    expect(JSON.parse(answer.split("\r\n\r\n").at(-1)!)).toMatchObject({ code: "bad-request" });
  });

  it("while one that has one end is answered, and the next one after it", async () => {
    for (const [headers, body] of [
      ["Content-Length: 2\r\n", "{}"],
      ["Transfer-Encoding: chunked\r\n", chunks],
    ])
      expect(statusesOf(await send(post(headers!, body + next)))).toEqual(["200", "200"]);
  });
});

describe("the version of HTTP", () => {
  const get = (version: string) => `GET /api/session HTTP/${version}\r\nHost: x\r\nConnection: close\r\n\r\n`;

  it.each(["2.0", "0.9", "3.0", "1.2", "2"])("%s is refused", async (version) => {
    expect(statusesOf(await send(get(version)))).toEqual(["400"]);
  });

  it.each(["1.0", "1.1"])("%s is answered", async (version) => {
    expect(statusesOf(await send(get(version)))).toEqual(["200"]);
  });
});

describe("the header Host", () => {
  const get = (hosts: string) => `GET /api/session HTTP/1.1\r\n${hosts}Connection: close\r\n\r\n`;

  it.each([
    ["two of them", "Host: labels.example.org\r\nHost: evil.example\r\n"],
    ["none", ""],
    ["a name and a password", "Host: a:b@evil.example\r\n"],
    ["a path", "Host: evil.example/x\r\n"],
    ["a space", "Host: evil.example labels.example.org\r\n"],
    ["a list", "Host: labels.example.org, evil.example\r\n"],
  ])("is refused: %s", async (_, hosts) => {
    expect(statusesOf(await send(get(hosts)))).toEqual(["400"]);
  });

  it.each(["labels.example.org", "127.0.0.1:4500", "[::1]:4500", "my_host.local"])(
    "may be %s",
    async (host) => {
      expect(statusesOf(await send(get(`Host: ${host}\r\n`)))).toEqual(["200"]);
    },
  );

  it("that is forged stands in no answer, no redirect and no mail", async () => {
    const lead = makeBrowser(url);
    await lead.signIn("lead@example.org");
    const cookie = [...lead.cookies].map((pair) => pair.join("=")).join("; ");
    const forged = `Host: evil.example\r\nX-Forwarded-Host: evil.example\r\nForwarded: host=evil.example\r\nCookie: ${cookie}\r\nConnection: close\r\n`;
    const body = JSON.stringify({ email: "new@example.org", roles: ["annotator"] });
    const json = (text: string) =>
      `${forged}Content-Type: application/json\r\nContent-Length: ${text.length}\r\n\r\n${text}`;
    const answers = [
      await send(`POST /api/projects/${project}/invitations HTTP/1.1\r\n${json(body)}`),
      await send(`POST /api/auth/passkey/options HTTP/1.1\r\n${json("{}")}`),
      ...(await Promise.all(
        ["/", "/api/session", "/api/openapi.json", "/api/auth/sso/callback", "/nowhere?next=//evil"].map(
          (path) => send(`GET ${path} HTTP/1.1\r\n${forged}\r\n`),
        ),
      )),
    ];
    expect(statusesOf(answers[0]!)).toEqual(["200"]);
    for (const answer of answers) expect(answer).not.toContain("evil.example");
    const { to, content } = mails.received.pop()!;
    expect(to).toEqual(["new@example.org"]);
    expect(content).toContain(`${publicUrl}/invitation`);
    expect(content).not.toContain("evil.example");
  });
});
