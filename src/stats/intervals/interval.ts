/** Lower and upper bound. */
export type Interval = [number, number];
