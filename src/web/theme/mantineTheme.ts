import {
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from "@mantine/core";

/** Mantine reads shade 6 in the light scheme and 4 in the dark one; both are replaced by tokens.css below. */
const blue: MantineColorsTuple = [
  "#eef3ff",
  "#d9e4ff",
  "#b3c7ff",
  "#94b4ff",
  "#7aa2ff",
  "#4b78ea",
  "#2456d6",
  "#1d48b8",
  "#183a94",
  "#122c70",
];

/** Text on the accent colour is light in the light scheme and dark in the dark one. */
const onAccent: VariantColorsResolver = (input) => {
  const colours = defaultVariantColorsResolver(input);
  const isAccent = input.variant === "filled" && (input.color ?? "blue") === "blue";
  return isAccent ? { ...colours, color: "var(--onacc)" } : colours;
};

export const mantineTheme = createTheme({
  primaryColor: "blue",
  colors: { blue },
  primaryShade: { light: 6, dark: 4 },
  variantColorResolver: onAccent,
  components: { Checkbox: Checkbox.extend({ defaultProps: { iconColor: "var(--onacc)" } }) },
  defaultRadius: "md",
  radius: {
    xs: "var(--round-mark)",
    sm: "var(--round-small)",
    md: "var(--round)",
    lg: "var(--round-panel)",
    xl: "var(--round-full)",
  },
  spacing: {
    xs: "var(--space-8)",
    sm: "var(--space-12)",
    md: "var(--space-16)",
    lg: "var(--space-20)",
    xl: "var(--space-32)",
  },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif',
  fontSizes: {
    xs: "var(--text-small)",
    sm: "var(--text-body)",
    md: "var(--text-body)",
    lg: "var(--text-large)",
    xl: "var(--text-title)",
  },
  lineHeights: { xs: "1.4", sm: "1.45", md: "1.45", lg: "1.5", xl: "1.5" },
  focusRing: "auto",
  respectReducedMotion: true,
});

const colours = {
  "--mantine-color-body": "var(--bg)",
  "--mantine-color-text": "var(--ink)",
  "--mantine-color-bright": "var(--ink)",
  "--mantine-color-dimmed": "var(--dim)",
  "--mantine-color-placeholder": "var(--dim)",
  "--mantine-color-error": "var(--bad)",
  "--mantine-color-anchor": "var(--acc)",
  "--mantine-color-default": "var(--panel)",
  "--mantine-color-default-hover": "var(--kbd)",
  "--mantine-color-default-color": "var(--ink)",
  "--mantine-color-default-border": "var(--frame)",
  "--mantine-color-disabled": "var(--kbd)",
  "--mantine-color-disabled-color": "var(--dim)",
  "--mantine-color-disabled-border": "var(--line)",
  "--mantine-color-blue-filled": "var(--acc)",
  "--mantine-color-blue-filled-hover": "var(--acchover)",
  "--mantine-color-blue-light": "var(--accbg)",
  "--mantine-color-blue-light-color": "var(--acc)",
  "--mantine-primary-color-filled": "var(--acc)",
  "--mantine-primary-color-filled-hover": "var(--acchover)",
  "--mantine-primary-color-contrast": "var(--onacc)",
};

/** Mantine's colours are those of tokens.css, so that its parts and the program's look alike in both schemes. */
export const mantineVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: colours,
  dark: colours,
});
