/** Where to go after signing in: a page of ours, whatever the address bar asks for. */
export function returnPath(wanted: string | undefined): string {
  const here = "http://here";
  if (!wanted?.startsWith("/")) return "/";
  const url = URL.parse(wanted, here);
  if (url?.origin !== here || url.pathname === "/sign-in") return "/";
  return `${url.pathname}${url.search}${url.hash}`;
}
