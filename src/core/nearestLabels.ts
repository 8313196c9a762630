interface Kind {
  index: number;
  /** From the nearest parent to the root. */
  hypernyms: readonly string[];
}

/**
 * The labels that are most nearly of the same kind as another: those below its nearest parent first, then those below
 * the parent's parent, and so on; among equals, in the order of the label space.
 *
 * @returns a function of a label and of how many are wanted, made once per label space
 */
export function nearestLabels<Label extends Kind>(
  labels: Iterable<Label>,
): (label: Label, most: number) => Label[] {
  const below = new Map<string, Label[]>();
  for (const label of labels) {
    for (const hypernym of label.hypernyms) {
      const members = below.get(hypernym);
      if (members) members.push(label);
      else below.set(hypernym, [label]);
    }
  }
  return (label, most) => {
    const found = new Set<Label>();
    for (const hypernym of label.hypernyms) {
      for (const other of below.get(hypernym) ?? []) {
        if (found.size === most) return [...found];
        if (other.index !== label.index) found.add(other);
      }
    }
    return [...found];
  };
}
