/** The columns of all tables and how they are headed. */
export const titles = {
  vm: "node:vm",
  quickjs: "QuickJS",
  run: "`run`",
  sandbox: "lib/sandbox",
  unkept: "keeping nothing",
  small: "a nearly empty database",
  full: "a full database",
  server: "a PostgreSQL server",
  embedded: "the embedded database",
  blank: "an empty chat",
  named: "as named",
  alone: "one visitor",
  crowd: "200 visitors",
} as const;

export type ColumnName = keyof typeof titles;

interface Table {
  columns: readonly ColumnName[];
  /** Whose cost is compared with that of the others. */
  ours: ColumnName;
  /** The packages whose versions its numbers hold for. */
  packages: readonly string[];
  /** What its words mean. */
  legend: string;
}

export type TableName = "sandbox" | "chats" | "rest" | "page" | "load";

const cells =
  "Each cell is the median and, in brackets, the worse end: of times and sizes the 95th percentile, of rates the 5th.";

/** What is measured, in the order of printing. */
export const tables: Readonly<Record<TableName, Table>> = {
  sandbox: {
    columns: ["vm", "quickjs", "run", "sandbox"],
    ours: "sandbox",
    packages: ["quickjs-emscripten", "run"],
    legend: [
      cells,
      "QuickJS is quickjs-emscripten on the calling thread, a fresh context in a shared instance, disposed of within its time.",
      "node:vm is no boundary; it stands here to show what one costs.",
      "Cold counts from the first import, in a process that has just started, to the answer; each is plain JavaScript then, lib/sandbox bundled as the app's build does it.",
      "A worker is idle 10 ms after its last answer; with 1 and 2 threads there is always a next program.",
      "`run` writes console lines to the host's standard output, here a file; the others hand them to their caller.",
      "Memory of a worker is what one more adds to its process.",
    ].join(" "),
  },
  chats: {
    columns: ["unkept", "small", "full"],
    ours: "full",
    packages: ["@electric-sql/pglite", "pg"],
    legend: [
      cells,
      "A full database has 10,000 chats of one owner with 100,990 messages; a nearly empty one has 100 of these chats and nothing else. In both, what is asked for is the same, or as large: the same chat of 1,000 messages on one path, pages of 40 chats, and searches that find 20.",
      "A nearly empty database has its second page, and a full one the page after the 5,000th chat.",
      "Embedded is PGlite in a folder, which nobody vacuums or analyses meanwhile; the PostgreSQL server is on this machine, does not wait for its disk, and has been vacuumed and analysed, as such a server does by itself.",
      "An answer that streams is 3,000 words in four steps over three seconds, ten such answers at once; its time is that of this process's processor, from the question to the kept end, divided by ten. With the embedded database that includes the database.",
    ].join(" "),
  },
  rest: {
    columns: ["server", "embedded"],
    ours: "embedded",
    packages: ["next", "@electric-sql/pglite", "pg"],
    legend: `${cells} What the process of the built app holds (its resident set) some seconds after its first page, with a new database; a PostgreSQL server's own processes are not in it.`,
  },
  page: {
    columns: ["blank", "named"],
    ours: "named",
    packages: ["next", "react", "ai", "streamdown"],
    legend: [
      cells,
      "The built app in Chromium without a graphics card. An answer of 2,000 tokens of four characters comes at 100 a second, from its first to its kept end; the last 2,000 of a program of 2,000 lines are what is left of it when the others have come.",
      "Work is the time of the main thread by the processor's clock, so other programs take nothing from it; all else is by the clock on the wall.",
      "Blocked is what tasks took beyond 50 ms each (total blocking time), in the worst ten seconds. The delay of a key is the time from its press to its handling, one press every quarter of a second.",
      "A late frame comes more than 50 ms after the one before.",
    ].join(" "),
  },
  load: {
    columns: ["alone", "crowd"],
    ours: "crowd",
    packages: ["next", "ai", "pg"],
    legend: [
      cells,
      "The built app on a PostgreSQL server of this machine, each visitor with a cookie of their own, and a provider on the same machine that answers every question at once with ten pieces of text a second.",
      "200 over a minute are all open together at its end, and go on for ten seconds more; 200 in a second each get two seconds of text. The visitors and the provider take their share of the same processors.",
      "A first token counts from the question's request to the first piece of the answer. What is lost or not whole was looked for in the chats, after the streams had ended. Memory is the resident set of the server's process, once a second.",
    ].join(" "),
  },
};

/** The table that has these columns. */
export function findTable(columns: readonly ColumnName[]): TableName {
  const names = Object.keys(tables) as TableName[];
  const found = names.find((name) => columns.every((column) => tables[name].columns.includes(column)));
  if (!found || !columns.includes(tables[found].ours))
    throw new Error(`no table compares ${columns.join(", ")}`);
  return found;
}
