import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { RunOfValues, ServedDocuments } from "#components/value";
import { useKeptRun } from "./kept-run.tsx";

const Waits = () => useKeptRun()?.waits ?? "starts";

it.each([
  ["one's own chat", false, false, /^starts$/],
  ["a chat that somebody shared", true, false, /comes from somebody else/],
  ["an import that nobody vouches for", false, true, /nobody vouches for it/],
  ["such an import that somebody shared", true, true, /nobody vouches for it/],
])("a prototype of %s starts by itself or says why not", (_, shared, unverified, expected) => {
  const drawn = renderToStaticMarkup(
    <ServedDocuments at="/a" shared={shared}>
      <RunOfValues runId="run" kept unverified={unverified} result={null}>
        <Waits />
      </RunOfValues>
    </ServedDocuments>,
  );
  expect(drawn).toMatch(expected);
});
