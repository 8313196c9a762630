/** The open tabs of this browser, as far as it tells. */
export interface Tabs {
  /** This page, for as long as it works on one project. */
  readonly own: string;
  isGone(tab: string): Promise<boolean>;
  whenGone(tab: string, then: () => void): void;
  /** Makes this page visible to others until it lets go or ends. @returns lets go */
  hold(): () => void;
}

const nameOf = (tab: string) => `multilabelfy.tab.${tab}`;

/** Every page holds a lock named after it: getting that lock proves that the page is gone, however it ended. */
export function openTabs(own: string, locks: LockManager | undefined = navigator.locks): Tabs {
  // Without locks (an address without HTTPS) other tabs are invisible, so whatever they left is taken over.
  if (!locks) return { own, isGone: async () => true, whenGone: () => {}, hold: () => () => {} };
  return {
    own,
    isGone: (tab) => locks.request(nameOf(tab), { ifAvailable: true }, (lock) => lock !== null),
    whenGone(tab, then) {
      locks.request(nameOf(tab), then).catch(() => {});
    },
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      locks.request(nameOf(own), () => promise).catch(() => {});
      return resolve;
    },
  };
}
