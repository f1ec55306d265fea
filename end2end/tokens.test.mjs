// Checks the colours of style/tokens.css: every pair that pages use has enough contrast, in the
// light theme, in the dark one, and in both where the reader asks for more contrast.
// Run by `node --test end2end/tokens.test.mjs`.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const style = new URL("../style/", import.meta.url);
const css = readFileSync(new URL("tokens.css", style), "utf8");

/** Tokens in `text` as `{name: {light: [L, C, H], dark: [L, C, H]}}`. */
function tokensIn(text) {
  const number = String.raw`([\d.]+)`;
  const colour = String.raw`oklch\(${number} ${number} ${number}\)`;
  const found = text.matchAll(new RegExp(String.raw`--([\w-]+): light-dark\(${colour}, ${colour}\);`, "g"));
  return Object.fromEntries(
    [...found].map(([, name, ...v]) => [name, { light: v.slice(0, 3).map(Number), dark: v.slice(3).map(Number) }]),
  );
}

/** OKLCH to linear sRGB (Björn Ottosson's matrices, as in CSS Color 4). */
function linearRgb([lightness, chroma, hue]) {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** WCAG 2.2 relative luminance. */
const luminance = (colour) => {
  const [r, g, b] = linearRgb(colour);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** WCAG 2.2 contrast ratio, 1 to 21. */
function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ["ground", "raised", "sunken"];
const meanings = ["act", "fine", "over", "problem"];
const softs = [...meanings.map((name) => `${name}-soft`), "leaf-soft"];

/** What is written on what. */
const textPairs = [
  ...["ink", "ink-muted"].flatMap((text) => [...grounds, ...softs].map((ground) => [text, ground])),
  ...["leaf", "leaf-strong", ...meanings].flatMap((text) => grounds.map((ground) => [text, ground])),
  ...meanings.map((name) => [name, `${name}-soft`]),
  ["leaf", "leaf-soft"],
  ["leaf-strong", "leaf-soft"],
  ["on-leaf", "leaf"],
  ["on-leaf", "leaf-strong"],
];

/** What bounds or draws something, beside what it lies on. */
const edgePairs = [
  ...["edge", "focus"].flatMap((edge) => [...grounds, ...softs].map((ground) => [edge, ground])),
  ...["tl-valid-edge", "tl-window", "act"].flatMap((edge) => ["ground", "raised"].map((ground) => [edge, ground])),
  ["ink", "tl-valid"],
  ["tl-window", "tl-valid"],
];

const [usual, more] = css.split("@media (prefers-contrast: more)");
const palettes = { usual: tokensIn(usual), "more contrast": { ...tokensIn(usual), ...tokensIn(more) } };

for (const [wish, palette] of Object.entries(palettes)) {
  for (const theme of ["light", "dark"]) {
    const check = (pairs, least) => {
      const low = pairs
        .map(([a, b]) => [`${a} on ${b}`, contrast(palette[a][theme], palette[b][theme])])
        .filter(([, ratio]) => ratio < least)
        .map(([pair, ratio]) => `${pair}: ${ratio.toFixed(2)}`);
      assert.deepEqual(low, [], `less than ${least}:1`);
    };
    test(`${theme}, ${wish}: text has 4.5:1`, () => check(textPairs, 4.5));
    test(`${theme}, ${wish}: edges and icons have 3:1`, () => check(edgePairs, 3));
    test(`${theme}, ${wish}: colours lie within sRGB, so what is checked is what is shown`, () => {
      for (const [name, colour] of Object.entries(palette)) {
        for (const channel of linearRgb(colour[theme])) {
          assert.ok(channel > -0.002 && channel < 1.002, `--${name} is out of sRGB: ${channel}`);
        }
      }
    });
  }
}

test("every colour token is in a checked pair, but lines, which carry no meaning", () => {
  const checked = new Set([...textPairs, ...edgePairs].flat());
  const unchecked = Object.keys(palettes.usual).filter((name) => !checked.has(name));
  assert.deepEqual(unchecked, ["line"]);
});

test("no style sheet but tokens.css names a colour, and none fetches anything", () => {
  const files = readdirSync(style, { recursive: true }).filter((name) => name.endsWith(".css"));
  assert.ok(files.length > 10);
  for (const name of files) {
    const text = readFileSync(new URL(name, style), "utf8").replace(/\/\*[^]*?\*\//g, "");
    assert.doesNotMatch(text, /url\(/, name);
    if (name !== "tokens.css") assert.doesNotMatch(text, /#[\da-f]{3,8}\b|\b(rgba?|hsla?|oklch|oklab|lab|lch)\(/i, name);
  }
});

test("every token that is used exists", () => {
  const files = readdirSync(style, { recursive: true }).filter((name) => name.endsWith(".css"));
  for (const name of files) {
    for (const [, token] of readFileSync(new URL(name, style), "utf8").matchAll(/var\(--([\w-]+)/g)) {
      assert.ok(css.includes(`--${token}:`), `${name} uses --${token}`);
    }
  }
});
