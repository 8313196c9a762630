/** A name without the percent signs of an address (`%20` is a space). One that is none of an address stays as it is. */
export function decodePercentSigns(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
