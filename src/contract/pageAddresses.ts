/** Addresses of the pages; `$` marks a variable part. The pages' router has the same list. */
export const pageAddresses = [
  "/",
  "/begin",
  "/new",
  "/sign-in",
  "/set-password",
  "/invitation",
  "/account",
  "/p/$project/overview",
  "/p/$project/inbox",
  "/p/$project/history",
  "/p/$project/jobs",
  "/p/$project/work",
  "/p/$project/releases",
  "/p/$project/models",
  "/p/$project/labels",
  "/p/$project/labels/rulings",
  "/p/$project/labels/exemplars",
  "/p/$project/rulings/$application",
  "/p/$project/labels/$label",
  "/p/$project/labels/$label/grid",
  "/p/$project/pace",
  "/p/$project/agreement",
  "/p/$project/images",
  "/p/$project/images/add",
  "/p/$project/images/left-out",
  "/p/$project/images/map",
  "/p/$project/images/$image",
  "/p/$project/audit",
  "/p/$project/batches",
  "/p/$project/batches/pilot",
  "/p/$project/settings",
  "/p/$project/settings/webhooks",
  "/p/$project/gold",
  "/p/$project/no-label",
  "/p/$project/sheets",
  "/p/$project/guideline",
  "/p/$project/people",
  "/p/$project/people/$person",
  "/p/$project/annotate",
  "/p/$project/refine",
  "/p/$project/vote",
  "/p/$project/classify",
  "/p/$project/classify-after",
  "/p/$project/label-anew",
  "/p/$project/differences",
  "/p/$project/review",
  "/p/$project/contains",
  "/p/$project/severity",
  "/p/$project/practice",
  "/p/$project/tutorial",
] as const;

const patterns = pageAddresses.map((address) => address.split("/"));

/** Whether a page has this address, as far as can be told without looking up the project. */
export function isPageAddress(path: string): boolean {
  const parts = path.replace(/(?<=.)\/$/, "").split("/");
  return patterns.some(
    (pattern) =>
      pattern.length === parts.length &&
      pattern.every((part, at) => (part.startsWith("$") ? parts[at] !== "" : part === parts[at])),
  );
}
