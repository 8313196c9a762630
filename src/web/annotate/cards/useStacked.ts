import { useMediaQuery } from "@mantine/hooks";

/** Whether the page is too narrow or too low for an image and five cards at once: then the cards scroll. */
export const useStacked = () =>
  useMediaQuery("(max-width: 820px), (max-height: 480px)", undefined, { getInitialValueInEffect: false });
