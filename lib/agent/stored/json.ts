/** What a model writes in place of a call is nested no deeper than this. */
const maxDepth = 100;

/** Whether it is JSON that nothing needs to be afraid of: not too deep, and without the key that is none. */
export function isJson(json: unknown, depth = 0): boolean {
  switch (typeof json) {
    case "string":
    case "boolean":
      return true;
    case "number":
      return Number.isFinite(json);
    case "object":
      if (json === null) return true;
      if (depth >= maxDepth) return false;
      if (Array.isArray(json)) return json.every((item) => isJson(item, depth + 1));
      return Object.entries(json).every(([key, item]) => key !== "__proto__" && isJson(item, depth + 1));
    default:
      return false;
  }
}
