const noNetwork = "programs here have no network";
const noModules = "programs here have no modules, only the language and its globals";
const noPage = "programs here have no page; use console.log or display(value)";
const noProcess = "programs here have no process or files";
const noStorage = "programs here keep nothing";
const noThreads = "programs here have one thread";

/** What programs often expect and do not find here, with the reason. The names are not defined: a program can ask. */
const reasons = new Map(
  Object.entries({
    [noNetwork]: "fetch XMLHttpRequest WebSocket EventSource Headers Request Response FormData axios",
    [noModules]: "require module exports",
    [noPage]: "window document self navigator location alert confirm prompt print requestAnimationFrame",
    [noProcess]: "process global Deno Bun __dirname __filename",
    "programs here have no Buffer, but Uint8Array, TextEncoder and atob": "Buffer",
    [noStorage]: "localStorage sessionStorage indexedDB",
    [noThreads]: "Worker MessageChannel BroadcastChannel",
    "programs here have no WebAssembly": "WebAssembly",
    "programs here have Date instead": "Temporal",
  }).flatMap(([reason, names]) => names.split(" ").map((name) => [name, reason] as const)),
);

const notDefined = /^'(.+)' is not defined$/;
const notLoaded = /^could not load module '/;

/** The engine's words for an error, with the reason when the program asked for something that is not here. */
export function explainMissing(name: string, message: string): string {
  if (name !== "ReferenceError") return message;
  if (notLoaded.test(message)) return `import() is not available: ${noModules}.`;
  const missing = notDefined.exec(message)?.[1];
  const reason = missing === undefined ? undefined : reasons.get(missing);
  return reason === undefined ? message : `${missing} is not available: ${reason}.`;
}
