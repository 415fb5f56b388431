/** Throws two dice, and returns a chart. */
export const diceCode = `const throws = 10_000;
const die = () => 1 + Math.floor(Math.random() * 6);
const counts = new Map();
for (let i = 0; i < throws; i++) {
  const sum = die() + die();
  counts.set(sum, (counts.get(sum) ?? 0) + 1);
}
const values = [...counts].map(([sum, times]) => ({ sum, times })).sort((a, b) => a.sum - b.sum);
const result = {
  $schema: "https://vega.github.io/schema/vega-lite/v6.json",
  title: "Sums of two dice",
  data: { values },
  mark: "bar",
  encoding: {
    x: { field: "sum", type: "ordinal", title: "sum", axis: { labelAngle: 0 } },
    y: { field: "times", type: "quantitative", title: "times" },
  },
};
`;

/** Returns a prototype. */
export const mixerCode = `const slider = (name, value) =>
  \`<label>\${name} <input type="range" name="\${name}" min="0" max="255" value="\${value}"></label>\`;

const result = \`<!doctype html>
<html lang="en">
<meta name="viewport" content="width=device-width">
<title>Colour mixer</title>
<style>
  :root { color-scheme: light dark; font: 1rem system-ui, sans-serif; }
  body { margin: 0; padding: 1rem; max-width: 28rem; }
  label { display: grid; grid-template-columns: 4rem 1fr; gap: 1rem; align-items: center; min-height: 2.5rem; }
  #colour { height: 7rem; border-radius: 0.5rem; }
  output { display: block; margin: 0.75rem 0; font-family: ui-monospace, monospace; }
</style>
<div id="colour" role="img" aria-label="The mixed colour"></div>
<output id="written"></output>
<form>\${slider("red", 36)}\${slider("green", 96)}\${slider("blue", 125)}</form>
<script>
  const sliders = [...document.querySelectorAll("input")];
  function mix() {
    const parts = sliders.map(({ value }) => Number(value).toString(16).padStart(2, "0"));
    const colour = "#" + parts.join("");
    document.getElementById("colour").style.background = colour;
    document.getElementById("written").textContent = colour;
  }
  for (const slider of sliders) slider.addEventListener("input", mix);
  mix();
</script>
</html>\`;
`;
