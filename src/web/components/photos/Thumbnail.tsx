import type { ComponentProps } from "react";

/** A small picture of an image; if its file is gone, an empty place of the same size. */
export const Thumbnail = ({ alt, src, ...more }: ComponentProps<"img">) => (
  <img
    {...more}
    // A new picture is a new attempt.
    key={src}
    src={src}
    alt={alt}
    onError={({ currentTarget }) => {
      currentTarget.style.visibility = "hidden";
    }}
  />
);
