import { AsyncLocalStorage } from "node:async_hooks";
import type { Span } from "@opentelemetry/api";

/** The span of the request that the code works for, wherever it was called from. */
export const requestSpan = new AsyncLocalStorage<Span>();
