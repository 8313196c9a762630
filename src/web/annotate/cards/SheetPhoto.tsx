import { useState } from "react";

interface Props {
  src: string;
  alt: string;
  /** Its longer side, in screen pixels. */
  size: number;
}

/** A photo whose longer side has a given size, enlarged if necessary. */
export function SheetPhoto({ src, alt, size }: Props) {
  const [shape, setShape] = useState({ width: 4, height: 3 });
  const scale = size / Math.max(shape.width, shape.height);
  return (
    <img
      src={src}
      alt={alt}
      loading="lazy"
      decoding="async"
      draggable={false}
      style={{ width: shape.width * scale, height: shape.height * scale }}
      onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
        setShape({ width: naturalWidth, height: naturalHeight })
      }
    />
  );
}
