/** What is known of a label by its names and what it is a kind of. */
interface NamedLabel {
  name: string;
  synonyms: readonly string[];
  /** From the nearest to the most general. */
  hypernyms: readonly string[];
}

/**
 * Why two labels may be confused that need not be an error of anybody: both have a word in common, one is a kind of the
 * other, or both are of the same nearest kind. null: none of these.
 */
export type LabelRelation =
  | { kind: "same-word"; word: string }
  | { kind: "first-is-kind" | "second-is-kind" }
  | { kind: "same-kind"; of: string }
  | null;

const plain = (text: string) => text.trim().toLowerCase();

/** How two labels are related by their names and hypernyms; of several reasons, the closest one. */
export function relateLabels(first: NamedLabel, second: NamedLabel): LabelRelation {
  const words = (label: NamedLabel) => [label.name, ...label.synonyms].map(plain);
  const others = new Set(words(second));
  // A narrower label may carry this name as well as its own.
  if (isKindOf(first, second)) return { kind: "first-is-kind" };
  if (isKindOf(second, first)) return { kind: "second-is-kind" };
  const word = words(first).find((one) => others.has(one));
  if (word !== undefined) return { kind: "same-word", word };
  const [nearest] = first.hypernyms;
  return nearest !== undefined && nearest === second.hypernyms[0] ? { kind: "same-kind", of: nearest } : null;
}

const isKindOf = ({ hypernyms }: NamedLabel, { name, hypernyms: above }: NamedLabel) => {
  const at = hypernyms.findIndex((kind) => plain(kind) === plain(name));
  // Two meanings of a word have different kinds above them.
  return at >= 0 && hypernyms.slice(at + 1).join("\n") === above.join("\n");
};
