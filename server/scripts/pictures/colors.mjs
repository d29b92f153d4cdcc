import { createHash } from "node:crypto";

/** Quiet colours, on each of which white is legible. */
const palette = [
  ...["#b8473d", "#c0681a", "#94730e", "#5f7d1f", "#2f8f5b", "#12857a", "#0f7fa0", "#2a6db8"],
  ...["#4a5fc1", "#6a52b8", "#8e49ab", "#b0418a", "#b83f63", "#7a5a48", "#56657a", "#3f6b6b"],
];

/** The colour of a name: always the same. */
export function colorOf(name) {
  return palette[createHash("sha256").update(name.toLowerCase()).digest()[0] % palette.length];
}

/** Contrast of two colours (`#rrggbb`) after WCAG 2: 1 to 21. */
export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color) {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
