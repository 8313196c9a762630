import type { ComponentProps } from "react";

/** A small picture of an image; where its file is gone, the room that it would take. */
export const Thumbnail = ({ alt, src, ...more }: ComponentProps<"img">) => (
  <img
    {...more}
    // Another picture is another attempt.
    key={src}
    src={src}
    alt={alt}
    onError={({ currentTarget }) => {
      currentTarget.style.visibility = "hidden";
    }}
  />
);
