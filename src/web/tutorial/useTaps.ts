import { useMediaQuery } from "@mantine/hooks";

/** Whether the page is used by touch rather than with mouse and keyboard. */
export const useTaps = () => useMediaQuery("(hover: none)", undefined, { getInitialValueInEffect: false });
