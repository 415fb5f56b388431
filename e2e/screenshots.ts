import { join } from "node:path";
import { allStates } from "./all-states.ts";
import { test } from "./test.ts";

/** Every look that a state is to be seen in. */
const looks = (["light", "dark"] as const).flatMap((colorScheme) =>
  [360, 1440].map((width) => ({ colorScheme, width })),
);

for (const { colorScheme, width } of looks)
  test.describe(`${width} px, ${colorScheme}`, () => {
    const isPhone = width === 360;
    test.use({
      colorScheme,
      viewport: { width, height: isPhone ? 740 : 900 },
      deviceScaleFactor: 2,
      // A phone has no pointer to hover with.
      hasTouch: isPhone,
      isMobile: isPhone,
      // Nothing is caught on its way.
      contextOptions: { reducedMotion: "reduce" },
    });
    for (const { name, reach } of allStates)
      test(name, async ({ chat, provider }) => {
        await reach(chat, provider);
        const file = `${name.replaceAll(/[^a-z0-9]+/gi, "-")}.${width}.${colorScheme}.png`;
        await chat.page.screenshot({ path: join(process.env.SCREENSHOTS_FOLDER ?? "screenshots", file) });
      });
  });
