interface OfKind {
  index: number;
  /** From the nearest parent to the root. */
  hypernyms: readonly string[];
}

/** A label of the same kind as another. */
export interface Kin<Label> {
  label: Label;
  /** The nearest kind that both are of. */
  kind: string;
  /** Both stand directly below it. */
  isSibling: boolean;
}

/**
 * The labels of the same kind as one: its siblings first, then what else is below its parent, then below its
 * grandparent; never more than two steps from the kind that they share, on either side. A grandparent that is the most
 * general kind of all ("artifact") counts as none. Among equals, in the order of the label space.
 *
 * Kinds are identified by their whole path: two of them can have one name.
 *
 * @returns a function of a label, made once per label space
 */
export function kinOf<Label extends OfKind>(labels: Iterable<Label>): (label: Label) => Kin<Label>[] {
  /** Labels one and two steps below each kind. */
  const below = [new Map<string, Label[]>(), new Map<string, Label[]>()] as const;
  const pathOf = ({ hypernyms }: Label, steps: number) =>
    hypernyms.length > steps ? JSON.stringify(hypernyms.slice(steps)) : undefined;
  const isKind = ({ hypernyms }: Label, steps: number) => steps === 0 || hypernyms.length > steps + 1;
  for (const label of labels) {
    for (const [steps, members] of below.entries()) {
      const path = isKind(label, steps) ? pathOf(label, steps) : undefined;
      if (path === undefined) continue;
      const known = members.get(path);
      if (known) known.push(label);
      else members.set(path, [label]);
    }
  }
  return (label) => {
    const found = new Map<number, Kin<Label>>();
    for (const steps of [0, 1]) {
      const path = isKind(label, steps) ? pathOf(label, steps) : undefined;
      if (path === undefined) continue;
      for (const [stepsOfOther, members] of below.entries()) {
        for (const other of members.get(path) ?? []) {
          if (other.index === label.index || found.has(other.index)) continue;
          const isSibling = steps === 0 && stepsOfOther === 0;
          found.set(other.index, { label: other, kind: label.hypernyms[steps]!, isSibling });
        }
      }
    }
    return [...found.values()];
  };
}
