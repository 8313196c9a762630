import { expect, it } from "vitest";
import { createPostgresDatabase } from "../../../test/databases/migratedDatabases.ts";
import { usualLimits, watchedClient } from "./watchedClient.ts";

it("sends one query at a time, in the order in which they are asked", async () => {
  const url = await createPostgresDatabase();
  const client = new (watchedClient(url, usualLimits))({ connectionString: url });
  await client.connect();
  const waiting = () => (client as unknown as { _queryQueue: unknown[] })._queryQueue.length;
  const answered: number[] = [];
  const ask = (number: number) =>
    client.query<{ number: number }>(`select ${number} as "number", pg_sleep(.01)`).then(({ rows }) => {
      answered.push(rows[0]!.number);
    });
  const asked = [ask(1), client.query("select no_such_column"), ask(2), ask(3)];
  expect(waiting()).toBe(0);
  const results = await Promise.allSettled(asked);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled"]);
  expect(answered).toEqual([1, 2, 3]);
  // What is asked afterwards, and by a callback, goes out at once.
  await ask(4);
  await new Promise<void>((resolve) => client.query("select 1", () => resolve()));
  expect(answered).toEqual([1, 2, 3, 4]);
  await client.end();
});

it("asks what comes again and again by a name, which the server plans once", async () => {
  const url = await createPostgresDatabase();
  const client = new (watchedClient(url, usualLimits))({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  await client.query("create table counted (one integer)");
  const ask = () => client.query("select one from counted where one = $1", [1]);
  for (let time = 0; time < 6; time++) await ask();
  const { rows } = await client.query("select statement from pg_prepared_statements");
  expect(rows).toEqual([{ statement: "select one from counted where one = $1" }]);
  // With a table that was changed, a connection is as one that broke: whoever asks comes back over another.
  await client.query("alter table counted alter one type bigint");
  await expect(ask()).rejects.toThrow("Connection terminated: the tables were changed meanwhile");
  await expect(client.query("select 1")).rejects.toThrow(/[Cc]onnection|Client/);
  await client.end().catch(() => {});
});
