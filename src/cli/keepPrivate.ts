/**
 * What is made in a data folder from now on is its owner's alone: it holds people's answers and addresses, and the
 * installation's secret.
 */
export const keepPrivate = () => void process.umask(0o077);

/** Starts something whose files others may read, whatever the data folder's may be. */
export function startPublic<Started>(start: () => Started): Started {
  const usual = process.umask(0o022);
  try {
    return start();
  } finally {
    process.umask(usual);
  }
}
