/** Whether this page is older than the version that the browser now holds. */
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
 * Makes the program open without a connection, if the browser allows it (HTTPS, or this machine), and checks for new
 * versions: when a page opens, becomes visible again, or is connected again.
 */
export async function keepApp(): Promise<void> {
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!container) return;
  const hadOne = container.controller !== null;
  let isFirst = !hadOne;
  container.addEventListener("controllerchange", () => {
    // The first one is this page's own version.
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

/** Reloads if a part of this page's version is gone from the server: the new version's page has its own. */
export function reloadOnMissingPart(): void {
  window.addEventListener("vite:preloadError", (event) => {
    const last = Number(sessionStorage.getItem(reloadedAt) ?? 0);
    if (!navigator.onLine || Date.now() - last < 10_000) return;
    sessionStorage.setItem(reloadedAt, String(Date.now()));
    event.preventDefault();
    location.reload();
  });
}
