import type { Page } from "@playwright/test";
import { createRow, type Row } from "../row.ts";
import type { ColumnName } from "../tables.ts";
import { answerBytes } from "./seed.ts";
import { openPage, type Site, settle } from "./site.ts";
import type { Provider, Spoken } from "./stream.ts";
import { tableCall, tokenCount, writeMarkdown, writeProgram, writeTokens } from "./texts.ts";
import { type Watched, watch } from "./watch.ts";

/** An answer that is being written, and what is there already. */
interface Scene {
  what: string;
  /** Of the chat in which it is asked for; null for an empty one. */
  chatId: string | null;
  /** Said in turn; the last is what is measured. */
  spoken: Spoken[];
}

/** How often a key is pressed meanwhile, in milliseconds. */
const pressMs = 250;

const text = (lead: string): Spoken => ({ kind: "text", lead, tokens: writeTokens(5) });
const program = (lines: number): Spoken => ({ kind: "program", ...writeProgram(lines, 6) });
const table: Spoken = { kind: "program", lead: tableCall, tokens: [] };
const begun = "It begins.\n\n";

export async function measureStreams(site: Site, provider: Provider): Promise<Row[]> {
  const { answeredId } = site.seeded;
  const scenes: Scene[] = [
    { what: "a 200 KB answer before it", chatId: answeredId, spoken: [text(begun)] },
    {
      what: "200 KB of the same answer before it",
      chatId: null,
      spoken: [text(writeMarkdown(answerBytes, 3))],
    },
    { what: "a table of 10,000 rows in the same answer", chatId: null, spoken: [table, text(begun)] },
    { what: "a program of 2,000 lines being written", chatId: null, spoken: [program(2_000)] },
    {
      what: "the same after a table of 10,000 rows and a 200 KB answer",
      chatId: answeredId,
      spoken: [table, program(2_000)],
    },
  ];
  const blank = await playOne(site, provider, { what: "an empty chat", chatId: null, spoken: [text(begun)] });
  const rows: Row[] = [];
  for (const scene of scenes) rows.push(...toRows(scene.what, blank, await playOne(site, provider, scene)));
  return rows;
}

function toRows(what: string, blank: Watched, named: Watched): Row[] {
  const row = (
    measured: string,
    read: (watched: Watched) => readonly number[],
    reach: { ratio?: number; atMost?: number },
  ) =>
    createRow(
      `${measured}, ${what}`,
      "ms",
      new Map<ColumnName, readonly number[]>([
        ["blank", read(blank)],
        ["named", read(named)],
      ]),
      reach.ratio === undefined ? {} : { blank: reach.ratio },
      reach.atMost ?? null,
    );
  return [
    row("work of a token", ({ taskMs }) => [taskMs / tokenCount], { ratio: 2 }),
    row("blocked in 10 s", ({ blockedMs }) => [blockedMs], { atMost: 200 }),
    row("delay of a key", ({ delaysMs }) => delaysMs, { atMost: 100 }),
  ];
}

async function playOne(site: Site, provider: Provider, scene: Scene): Promise<Watched> {
  process.stderr.write(`  ${scene.what}…\n`);
  const page = await openPage(site, scene.chatId);
  provider.say(...scene.spoken);
  await page.getByRole("textbox", { name: "Your question" }).fill("Measured?");
  await page.keyboard.press("Enter");
  await provider.reached();
  await settle(page);
  const watched = await watch(page, async () => {
    const said = provider.goOn();
    const presses = await pressUntil(page, said);
    await page.getByRole("button", { name: "Send" }).waitFor();
    await settle(page);
    return { presses };
  });
  await page.context().close();
  return watched;
}

/** Presses keys until then; resolves to how many it were. */
async function pressUntil(page: Page, said: Promise<void>): Promise<number> {
  let isSaid = false;
  void said.then(() => {
    isSaid = true;
  });
  let presses = 0;
  for (; !isSaid; presses++) {
    await page.keyboard.press("a");
    await page.waitForTimeout(pressMs);
  }
  return presses;
}
