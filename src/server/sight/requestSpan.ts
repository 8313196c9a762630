import { AsyncLocalStorage } from "node:async_hooks";
import type { Span } from "@opentelemetry/api";

/** The span of the request that the current code works for. */
export const requestSpan = new AsyncLocalStorage<Span>();
