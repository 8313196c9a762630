/** Where to go after signing in: a page of this program, whatever the address bar asks for. */
export function returnPath(wanted: string | undefined): string {
  const here = "http://here";
  if (!wanted?.startsWith("/")) return "/";
  const url = URL.parse(wanted, here);
  if (url?.origin !== here || url.pathname === "/sign-in") return "/";
  // "/.//elsewhere" is a path here, but becomes the address "//elsewhere" when read again.
  return `/${url.pathname.replace(/^\/+/, "")}${url.search}${url.hash}`;
}
