import type { z } from "zod";
import type { Endpoint } from "../../contract/endpoint.ts";
import { personHeader } from "../../contract/people/session.ts";
import { words } from "../words/words.ts";

/** A refused or failed request; `status` 0 means that the server could not be reached. */
export class CallFailure extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: unknown;
  /** How long the server asks to wait, in milliseconds; undefined if it does not say. */
  readonly retryAfterMs: number | undefined;

  constructor(status: number, code: string, message: string, details?: unknown, retryAfterMs?: number) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The failure of a request, whatever was thrown. */
export const asFailure = (cause: unknown): CallFailure =>
  cause instanceof CallFailure ? cause : new CallFailure(0, "unreachable", String(cause));

type Input<E extends Endpoint> = (string extends keyof z.input<E["params"]>
  ? { params?: undefined }
  : { params: z.input<E["params"]> }) &
  (z.input<E["body"]> extends undefined ? { body?: undefined } : { body: z.input<E["body"]> }) & {
    query?: z.input<E["query"]>;
    signal?: AbortSignal;
    keepalive?: boolean;
    /** The request is refused if somebody else is signed in by now. */
    person?: string;
  };

/** Calls an endpoint of the contract. The reply is trusted: the server checked it against the same schema. */
export async function call<E extends Endpoint>(endpoint: E, input: Input<E>): Promise<z.output<E["reply"]>> {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String((input.params as Record<string, unknown>)[name])),
  );
  const query = new URLSearchParams(
    Object.entries(input.query ?? {}).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  );
  const address = query.size > 0 ? `${path}?${query}` : path;
  return request(endpoint.method, address, input.body, input) as Promise<z.output<E["reply"]>>;
}

type Asker = (failure: CallFailure) => Promise<boolean>;
let askPassword: Asker | undefined;

/** Sets who asks for the password again when the server requires it; the request is then sent again. */
export function onPasswordNeeded(ask: Asker): () => void {
  askPassword = ask;
  return () => {
    if (askPassword === ask) askPassword = undefined;
  };
}

/** A request outside the contract: sign-in and the like, answered by the accounts library. */
export async function request(...asked: Parameters<typeof send>): Promise<unknown> {
  try {
    return await send(...asked);
  } catch (cause) {
    const isAsked = cause instanceof CallFailure && cause.code === "password-needed" && askPassword;
    if (!isAsked || !(await askPassword?.(cause))) throw cause;
    return send(...asked);
  }
}

async function send(
  method: string,
  path: string,
  body?: unknown,
  { signal, keepalive, person }: { signal?: AbortSignal; keepalive?: boolean; person?: string } = {},
): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: "same-origin",
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(person === undefined ? {} : { [personHeader]: person }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
      ...(keepalive ? { keepalive } : {}),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new CallFailure(0, "unreachable", words.failures.workKept);
  }
  const reply = await response.json().catch(() => undefined);
  if (response.ok) return reply;
  const failure = (reply ?? {}) as { code?: string; message?: string; details?: unknown };
  throw new CallFailure(
    response.status,
    failure.code ?? "internal",
    failure.message ?? words.failures.answered(response.status),
    failure.details,
    retryAfter(response),
  );
}

function retryAfter({ headers }: Response): number | undefined {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
}
