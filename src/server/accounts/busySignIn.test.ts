import { afterAll, beforeAll, expect, it } from "vitest";
import { onSqlite } from "../../../test/onBothDatabases.ts";
import { makeBrowser, startTestServer } from "../testServer.ts";

onSqlite("more sign-ins than there is room for", (use) => {
  let url: string;
  let close: () => Promise<void>;
  beforeAll(async () => {
    // Test and server are on one machine: the proxy's word on the address is what tells callers apart.
    ({ url, close } = await startTestServer(use(), undefined, { trustedProxy: ["loopback"] }));
  });
  afterAll(() => close());

  it("sends away with a time to come back what the server has no room to check, and answers all else", async () => {
    const flood = Array.from({ length: 80 }, (_, at) =>
      makeBrowser(url).send(
        "POST",
        "/api/auth/sign-in/email",
        { email: `nobody${at}@example.org`, password: "any password at all" },
        { "x-forwarded-for": "198.51.100.100" },
      ),
    );
    const session = await makeBrowser(url).send("GET", "/api/session");
    expect(session.status).toBe(200);
    const replies = await Promise.all(flood);
    const away = replies.filter(({ status }) => status === 429);
    // Forty of one address wait.
    expect(away.length).toBeGreaterThanOrEqual(20);
    for (const { headers } of away) expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    expect(replies.filter(({ status }) => status === 401).length).toBe(80 - away.length);
  });
});
