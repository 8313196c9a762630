import { useEffect, useState } from "react";
import { words } from "../../words/words.ts";

interface Props {
  src: string;
  alt: string;
  loading?: "eager" | "lazy";
}

/** An exemplar; if it does not load, its place stays empty, and it is retried when the connection is back. */
export function Photo({ src, alt, loading = "lazy" }: Props) {
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!failed) return;
    const again = () => setFailed(false);
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, [failed]);
  if (failed) {
    return (
      <span data-empty>
        <span className="visuallyHidden">{words.annotate.notLoaded(alt)}</span>
      </span>
    );
  }
  return (
    <img
      src={src}
      alt={alt}
      loading={loading}
      decoding="async"
      draggable={false}
      onError={() => setFailed(true)}
    />
  );
}
