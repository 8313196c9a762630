/**
 * What an access token may do, within the rights of its person: read; work as annotator, expert or reviewer; do what leads
 * do. A token never changes an account, nor who may do what.
 */
export const tokenScopes = ["read", "work", "manage"] as const;
export type TokenScope = (typeof tokenScopes)[number];

/**
 * The scope that a request needs.
 *
 * @param request.method of HTTP
 * @param request.url the route's pattern
 * @param request.access whom the route is for: everybody, whoever is signed in, or these roles
 * @returns null where no token will do
 */
export function findScope({
  method,
  url,
  access,
}: {
  method: string;
  url: string;
  access: "anyone" | "person" | "member" | "worker" | readonly string[];
}): TokenScope | null {
  // Even asking for work needs it: the image is reserved for whoever asked.
  if (access === "worker" || url.endsWith("/next")) return "work";
  if (method === "GET" || method === "HEAD") return "read";
  if (access === "anyone" || access === "person") return null;
  return access !== "member" && access.includes("lead") ? "manage" : "work";
}
