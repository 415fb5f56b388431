/** What a Dockerfile's last stage puts together and starts. */
export interface Image {
  /** What is taken from the build, as paths there, and where it goes. */
  copies: { from: string; to: string }[];
  environment: Record<string, string>;
  command: string[];
  healthCheck: string[];
}

/** Reads a Dockerfile as far as ours goes: one instruction a line. Throws for a last stage that lacks one of the four. */
export function readImage(dockerfile: string): Image {
  const stage = dockerfile.slice(dockerfile.lastIndexOf("\nFROM "));
  const lines = (instruction: string) =>
    stage.split("\n").flatMap((line) => {
      return line.startsWith(`${instruction} `) ? [line.slice(instruction.length + 1)] : [];
    });
  const copies = lines("COPY").map((line) => {
    const [from = "", to = ""] = line.split(" ").filter((word) => !word.startsWith("--"));
    return { from, to };
  });
  const environment = Object.fromEntries(
    lines("ENV").flatMap((line) =>
      [...line.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
    ),
  );
  return {
    copies,
    environment,
    command: readCommand(lines("CMD")),
    healthCheck: readCommand(lines("HEALTHCHECK")),
  };
}

function readCommand([line = ""]: string[]): string[] {
  return JSON.parse(line.slice(line.indexOf("[")));
}
