/**
 * Runs before anything of a document and tells the page around it how tall it is and what it prints. The page believes none
 * of it: whatever stands after it in the document may say the same. `workings` marks a message as one of these. It is one line,
 * so that the lines of a document's errors are those of its source.
 */
export const prelude = `(() => {
  const maxLines = 500, maxChars = 4000;
  const page = parent, post = page.postMessage, stringify = JSON.stringify;
  let lines = 0;
  const tell = (message) => post.call(page, { workings: message }, "*");
  const write = (value) => {
    if (typeof value === "string") return value;
    try {
      if (value instanceof Error) return String(value);
      return typeof value === "object" ? String(stringify(value)) : String(value);
    } catch {
      return "(a value that cannot be written)";
    }
  };
  const print = (level, values) => {
    if (++lines > maxLines) return;
    tell({ kind: "line", level, text: values.map(write).join(" ").slice(0, maxChars) });
  };
  for (const level of ["debug", "log", "info", "warn", "error"]) {
    const original = console[level];
    console[level] = (...values) => {
      original.apply(console, values);
      print(level, values);
    };
  }
  addEventListener("error", ({ message, lineno }) => print("error", [message + (lineno > 0 ? " (line " + lineno + ")" : "")]));
  addEventListener("unhandledrejection", ({ reason }) => print("error", ["Unhandled rejection:", reason]));
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
    print("warn", ["Blocked, since a prototype has no network: " + effectiveDirective + " " + blockedURI]));
  delete window.RTCPeerConnection;
  delete window.webkitRTCPeerConnection;
  let told = -1;
  const measure = () => {
    const { documentElement: root } = document;
    const height = Math.ceil(root.scrollHeight > root.clientHeight ? root.scrollHeight : root.getBoundingClientRect().height);
    if (height !== told) tell({ kind: "height", height: (told = height) });
  };
  tell({ kind: "begun" });
  addEventListener("load", measure);
  document.addEventListener("DOMContentLoaded", () => {
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.documentElement);
    if (document.body) observer.observe(document.body);
  });
})();`.replace(/\s*\n\s*/g, " ");
