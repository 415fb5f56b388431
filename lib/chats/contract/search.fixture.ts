import { nanoid } from "nanoid";
import { describe, expect, it } from "vitest";
import type { SearchHit } from "#lib/chats";
import { createTalk, run, type Stage, say } from "./stage.fixture.ts";

/** How chats are found by their words. */
export function describeSearch({ store }: Stage): void {
  /** A chat whose answer is this. */
  async function write(
    parts: Parameters<ReturnType<typeof createTalk>["exchange"]>[1],
    asked = "What?",
    owner?: string,
  ) {
    const talk = createTalk(store(), owner);
    const exchange = await talk.exchange(asked, parts);
    const finds = async (text: string) =>
      (await store().search(talk.owner, text, 10)).some(({ id }) => id === talk.id);
    return { talk, finds, ...exchange };
  }

  /** An excerpt in one line, what matches in brackets. */
  const show = (hit: SearchHit | undefined) =>
    hit?.excerpt.map(({ text, match }) => (match ? `[${text}]` : text)).join("");

  describe("a search", () => {
    it("finds what was asked, what was answered, a program and its title", async () => {
      const { finds } = await write(
        [say("There are four."), run("const tally = 4;", { title: "Count the letters" })],
        "How many in Mississippi?",
      );
      for (const text of ["mississippi", "FOUR", "tally", "letters", "const", "how many", "many how"])
        expect([text, await finds(text)]).toEqual([text, true]);
      for (const text of ["five", "how few", "there tally five", "execute_code", "tool"])
        expect([text, await finds(text)]).toEqual([text, false]);
    });

    it.each([
      "parseCsvFile",
      "ParseCSVFile",
      "parse_csv_file",
      "PARSE_CSV_FILE",
      "parse-csv-file",
      "parse csv file",
    ])("finds %s by its parts, and by all of it in any of these forms", async (name) => {
      const { finds } = await write([run(`${name}(1)`)]);
      const forms = [
        "parse",
        "CSV",
        "file",
        "csv fi",
        "parseCsvFile",
        "parse_csv_file",
        "parse-csv",
        "parsecsv",
      ];
      for (const text of forms)
        expect([text, await finds(text)]).toEqual([text, name !== "parse csv file" || text !== "parsecsv"]);
      expect(await finds("parse tsv")).toBe(false);
    });

    it("parts names where numbers begin and end", async () => {
      const { finds } = await write([run("readUtf8Text(html5, sha256)")]);
      for (const text of ["utf", "utf8", "8", "text", "html", "html5", "sha256", "256"])
        expect([text, await finds(text)]).toEqual([text, true]);
    });

    it("takes the last word as a beginning, and no other", async () => {
      const { finds } = await write([say("Mississippi river")]);
      expect(await finds("missi")).toBe(true);
      expect(await finds("river missi")).toBe(true);
      expect(await finds("missi river")).toBe(false);
      expect(await finds("sissippi")).toBe(false);
    });

    it("finds words of any script, whichever way their letters are written", async () => {
      const { finds } = await write([
        say("Смотри: ein Überblick. cafe\u0301 天気がいいですね。สวัสดีครับ 한국어로 👍"),
      ]);
      const texts = [
        "смотри",
        "überblick",
        "UBERBLICK".replace("U", "Ü"),
        "café",
        "cafe\u0301",
        "天気",
        "天",
        "いい",
        "です",
        "ね",
        "ね 天気",
        "สวัสดี",
        "한국어",
      ];
      for (const text of texts) expect([text, await finds(text)]).toEqual([text, true]);
      for (const text of ["天いい", "気天", "cafes"])
        expect([text, await finds(text)]).toEqual([text, false]);
    });

    it("gives each chat once, the newest first, with the newest of its messages that match", async () => {
      const owner = nanoid();
      const old = await write([say("A needle.")], "Where is the needle?", owner);
      const young = await write([say("Nothing.")], "A needle?", owner);
      const branch = await old.talk.exchange("Another needle?", [say("No.")], null);
      await old.talk.again(old.asked, [say("Nothing.")]);
      const hits = await store().search(owner, "needle", 10);
      expect(hits.map(({ id, messageId }) => [id, messageId])).toEqual([
        [old.talk.id, branch.asked],
        [young.talk.id, young.asked],
      ]);
      const { chats } = await store().list(owner, { after: null, limit: 10 });
      expect(hits.map(({ messageId, excerpt, ...summary }) => summary)).toEqual(chats);
      expect(await store().search(owner, "needle", 1)).toEqual(hits.slice(0, 1));
    });

    it("finds a chat by its title alone, also by a new one", async () => {
      const { talk, finds, asked } = await write([say("Fine.")], "How are you?");
      await store().rename(talk.owner, talk.id, "Small talk about weatherReports");
      const hits = await store().search(talk.owner, "reports small", 10);
      expect(hits).toMatchObject([{ id: talk.id, messageId: null }]);
      expect(show(hits[0])).toBe("[Small] talk about [weatherReports]");
      expect(await store().search(talk.owner, "how are", 10)).toMatchObject([{ messageId: asked }]);
      await store().suggestTitle(talk.id, "Nothing");
      expect(await finds("small")).toBe(true);
      await store().rename(talk.owner, talk.id, "Other");
      expect(await finds("small")).toBe(false);
    });

    it("shows where the words stand, whole names marked", async () => {
      const long = "word ".repeat(100);
      const { talk } = await write([
        say(`${long}\n\nThen parse_csv reads the File,\tand fileName is its name. ${long}`),
      ]);
      const [hit] = await store().search(talk.owner, "csv file", 10);
      expect(show(hit)).toMatch(
        /^…word.* Then \[parse_csv\] reads the \[File\], and \[fileName\] is its name\. word.*…$/,
      );
      expect(show(hit)?.length).toBeLessThan(200);
      const [start] = await store().search(talk.owner, "wor", 10);
      expect(show(start)).toMatch(/^\[word\] \[word\]/);
    });

    it("shows the place with the most of the words", async () => {
      const gap = "and so on ".repeat(40);
      const { talk } = await write([say(`red ${gap} blue ${gap} red and blue`)]);
      const [hit] = await store().search(talk.owner, "red blue", 10);
      expect(show(hit)).toMatch(/^….*\[red\] and \[blue\]$/);
    });

    it("marks no more of a text without spaces than what was looked for", async () => {
      const { talk } = await write([say("今日は天気がいいですね。")]);
      expect(show((await store().search(talk.owner, "天気が", 10))[0])).toBe("今日は[天気][が]いいですね。");
    });

    it("is only of what is one's own", async () => {
      const { talk } = await write([say("A secret needle.")]);
      await store().rename(talk.owner, talk.id, "Secret");
      await write([say("Nothing.")], "What?");
      for (const owner of [
        nanoid(),
        "",
        `@${talk.owner}`,
        `' | '@${talk.owner}`,
        "\0",
        talk.owner.slice(0, -1),
      ])
        for (const text of ["needle", "secret", `@${talk.owner}`, `needle' | 'secret`])
          expect(await store().search(owner, text, 10)).toEqual([]);
      // The mark of whose it is is no word.
      expect(await store().search(talk.owner, `@${talk.owner}`, 10)).toEqual([]);
    });

    it.each([
      ["nothing", ""],
      ["marks", "'\"&|!():*<->\\%_ @"],
      ["a query", "needle & !haystack | (a <-> b):*"],
      ["quotes", "' ''' \\' needle"],
      ["NUL and half a pair", "\0\ud800"],
      ["emoji", "👍🏽 ❤️"],
      ["very much", "haystack ".repeat(2_222)],
      ["one long word", "haystack".repeat(2_500)],
      ["one long name", "hay_".repeat(5_000)],
      ["a long text without spaces", "天気".repeat(10_000)],
      ["marks of all kinds", "\u0301".repeat(20_000)],
    ])("for %s is no error", async (_, text) => {
      const { talk } = await write([say("Straw.")]);
      expect(await store().search(talk.owner, text, 10)).toEqual([]);
    });
  });

  describe("what is searched", () => {
    it.each([
      ["a text of megabytes", (at: number) => `Straw ${at} `.repeat(200_000)],
      [
        "a million different words",
        () => Array.from({ length: 300_000 }, (_, at) => at.toString(36)).join(" "),
      ],
      ["one word of megabytes", () => "x".repeat(2 ** 21)],
      [
        "megabytes of characters without spaces",
        () =>
          Array.from({ length: 300_000 }, (_, at) => String.fromCodePoint(0x4e00 + ((at * 7) % 20_000))).join(
            "",
          ),
      ],
      ["NUL and halves of pairs", () => "\0\ud800 ".repeat(1_000)],
    ])("is cut where it is too much: %s", async (_, make) => {
      const { finds } = await write([say(`Needle ${make(1)}`)], make(2));
      expect(await finds("needle")).toBe(true);
    });
  });
}
