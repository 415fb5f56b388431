import { loadLater } from "./load-later.tsx";

/** What has changed from one program to another, line by line; loaded when first shown. */
export const Changes = loadLater(() => import("./changed-lines.tsx"), {
  name: "What compares programs",
  meanwhile: <p className="text-sm text-quiet">Comparing…</p>,
});
