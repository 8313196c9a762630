import { useMediaQuery } from "@mantine/hooks";

/** Whether the page is too narrow for image and cards side by side. */
export const useStacked = () =>
  useMediaQuery("(max-width: 820px)", undefined, { getInitialValueInEffect: false });
