// Style sheets take distances, sizes of text, corners, shadows and colours from src/web/theme/tokens.css. Biome does the rest.
const ownLength = String.raw`/(?<![\w.])(?!1px)[\d.]+(px|rem|em|ch)(?![\w])/`;

export default {
  referenceFiles: ["src/web/theme/tokens.css"],
  rules: {
    "no-unknown-custom-properties": true,
    "no-unknown-animations": true,
    "shorthand-property-no-redundant-values": true,
    "color-no-hex": true,
    "color-named": "never",
    "function-disallowed-list": ["rgb", "rgba", "hsl", "hsla", "oklch"],
    "declaration-property-value-disallowed-list": [
      {
        "/^(padding|margin|gap|row-gap|column-gap)/": [ownLength],
        "font-size": ["/\\d/"],
        "/radius$/": ["/[\\d.]+(px|rem|em)/"],
      },
      { message: (property, value) => `"${property}: ${value}" is not of src/web/theme/tokens.css` },
    ],
  },
  overrides: [
    {
      files: ["src/web/theme/tokens.css"],
      rules: { "color-no-hex": null, "function-disallowed-list": null },
    },
  ],
};
