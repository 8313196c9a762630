/** A name with its percent signs decoded (`%20` is a space). One that cannot be decoded stays as it is. */
export function decodePercentSigns(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
