/** Whether this page is of an older version than the program that the browser now holds. */
let isOld = false;
const listeners = new Set<() => void>();

export const appVersion = {
  isOld: () => isOld,
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/**
 * Makes the program open without a connection, where the browser allows it (HTTPS, or this machine), and learns of
 * new versions: when a page opens, is looked at again, or is connected again.
 */
export async function keepApp(): Promise<void> {
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!container) return;
  const hadOne = container.controller !== null;
  let isFirst = !hadOne;
  container.addEventListener("controllerchange", () => {
    // The first one belongs to this very page.
    if (!isFirst) {
      isOld = true;
      for (const listener of listeners) listener();
    }
    isFirst = false;
  });
  const registration = await container.register("/serviceWorker.js");
  const look = () => void registration.update().catch(() => {});
  window.addEventListener("online", look);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
}

const reloadedAt = "multilabelfy.reloaded";

/** A part of this page's version is gone from the server: the page of the new version has its own. */
export function reloadOnMissingPart(): void {
  window.addEventListener("vite:preloadError", (event) => {
    const last = Number(sessionStorage.getItem(reloadedAt) ?? 0);
    if (!navigator.onLine || Date.now() - last < 10_000) return;
    sessionStorage.setItem(reloadedAt, String(Date.now()));
    event.preventDefault();
    location.reload();
  });
}
