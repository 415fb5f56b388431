export { drawnChars } from "./drawn-chars.ts";
export { ValueView } from "./value-view.tsx";
