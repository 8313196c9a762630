import { lookup } from "node:dns/promises";
import { type IncomingMessage, request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import type { LookupFunction } from "node:net";
import { Failure } from "../../contract/failure.ts";
import { isReachable, type Network } from "./networks.ts";

interface Found {
  address: string;
  family: number;
}

/** All addresses that a name stands for. */
export type Resolve = (host: string) => Promise<Found[]>;

const resolveName: Resolve = (host) => lookup(host, { all: true });

export interface Outside {
  /** Private networks that may be reached; no others are. */
  networks: readonly Network[];
  /** Tests supply their own names. */
  resolve?: Resolve | undefined;
}

/**
 * Finds where a web address leads, and refuses non-public places: the machine itself, its local network, and a cloud's
 * metadata services. If a name stands for several addresses, each must be allowed.
 *
 * @throws Failure `wrong-usage` if it is no address, or one that may not be reached
 */
export async function findOutside(
  url: string,
  { networks, resolve = resolveName }: Outside,
): Promise<Found[]> {
  const { protocol, hostname, username, password } = readAddress(url);
  if (username !== "" || password !== "")
    throw new Failure("wrong-usage", "An address holds no user and no password.");
  const host = hostname.replace(/^\[|\]$/g, "");
  const found = await resolve(host).catch(() => []);
  if (found.length === 0) throw new Failure("wrong-usage", `${host}: no server of this name is known.`);
  if (!found.every(({ address }) => isReachable(address, networks))) {
    throw new Failure(
      "wrong-usage",
      `${host} is in a private network. Whoever runs the server may allow that by the setting MULTILABELFY_PRIVATE_NETWORKS.`,
    );
  }
  // What is sent over a public network may be read on the way.
  if (protocol === "http:" && found.some(({ address }) => isReachable(address, [])))
    throw new Failure("wrong-usage", `${host} is on the Internet: its address must begin with https://`);
  return found;
}

function readAddress(url: string): URL {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (address && ["http:", "https:"].includes(address.protocol)) return address;
  throw new Failure("wrong-usage", "An address begins with https:// (or http:// in a private network).");
}

/**
 * Sends one request to a server outside: redirects are not followed, and the connection goes to an address that was
 * checked, not to one that the name resolves to a moment later.
 *
 * @returns the reply, whose body has not been read
 * @throws Failure `wrong-usage` as `findOutside`; what Node throws if nobody answers
 */
export async function askOutside(
  outside: Outside,
  {
    url,
    method,
    headers,
    body,
    signal,
  }: {
    url: string;
    method: "GET" | "POST";
    headers: Record<string, string>;
    body?: string | undefined;
    signal: AbortSignal;
  },
): Promise<IncomingMessage> {
  const found = await findOutside(url, outside);
  const lookupChecked = ((_host, options, done) => {
    if (options.all) done(null, found);
    else done(null, found[0]!.address, found[0]!.family);
  }) as LookupFunction;
  const send = url.toLowerCase().startsWith("https:") ? secureRequest : plainRequest;
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  send(url, { method, headers, signal, lookup: lookupChecked, agent: false }, resolve)
    .on("error", reject)
    .end(body);
  return promise;
}
