const counts = new Intl.NumberFormat("en");

/** 1234 gives "1,234". */
export const formatCount = (count: number) => counts.format(count);

/** "1 image", "1,234 images". */
export const countOf = (count: number, one: string, several = `${one}s`) =>
  `${formatCount(count)} ${count === 1 ? one : several}`;
