import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";

const answers: Record<string, [status: number, message: string]> = {
  HPE_HEADER_OVERFLOW: [431, "The headers of the request are too long."],
  ERR_HTTP_REQUEST_TIMEOUT: [408, "The request did not arrive in full within its time."],
};

/**
 * Answers what is not HTTP, or whose end is ambiguous (Content-Length twice, or beside Transfer-Encoding), in
 * the shape of every failure, and closes the connection: what follows on it is not taken for a request.
 */
export function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, message] = answers[error.code ?? ""] ?? [
    400,
    "The request is no well-formed HTTP, or its length can be read in two ways.",
  ];
  const body = JSON.stringify({ code: "bad-request", message });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Content-Type: application/json; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Cache-Control: no-store",
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`, () => socket.destroy());
}
