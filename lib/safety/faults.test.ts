import { describe, expect, it } from "vitest";
import { findClosedUrl, respond, sendJson, textPart } from "../../vitest.server.ts";
import {
  answers,
  createReviewerAt,
  createReviewerThat,
  cutsOff,
  fails,
  program,
  type Reply,
  safeAnswer,
  startProvider,
  unsafeAnswer,
  writes,
} from "./reviewer.fixture.ts";

const hangs: Reply = () => undefined;

describe("a review without a verdict", () => {
  it.each([
    ["calls it safe and names a harm", { ...safeAnswer, category: "other" }],
    ["calls it unsafe and names no harm", { ...unsafeAnswer, category: "none" }],
    ["adds a field", { ...safeAnswer, approved: true }],
    ["leaves out the category", { safe: true, reason: "", effects: "" }],
    ["leaves out the verdict", { category: "none", reason: "", effects: "" }],
    ["writes true as a text", { ...safeAnswer, safe: "true" }],
    ["writes true as a number", { ...safeAnswer, safe: 1 }],
    ["names a category of its own", { ...unsafeAnswer, category: "fine" }],
    ["wraps the verdict", [safeAnswer]],
    ["answers null", null],
    ["gives a reason for its yes that is too long", { ...safeAnswer, reason: "r".repeat(161) }],
    ["tells effects for its yes that are too long", { ...safeAnswer, effects: "e".repeat(201) }],
  ])("is malformed when the model %s", async (_, answer) => {
    const { review, seen } = await createReviewerThat(answers(answer));
    expect(await review(program("1"))).toMatchObject({
      verdict: "unavailable",
      category: null,
      cause: "malformed",
      effects: null,
    });
    expect(seen).toHaveLength(1);
  });

  it.each([
    ["nothing", ""],
    ["prose", "The program is safe."],
    ["half of a verdict", JSON.stringify(safeAnswer).slice(0, -20)],
    ["two verdicts", JSON.stringify(safeAnswer) + JSON.stringify(unsafeAnswer)],
    ["a verdict with words around it", `Sure! ${JSON.stringify(safeAnswer)}`],
  ])("is malformed when the model writes %s", async (_, text) => {
    const { review } = await createReviewerThat(writes(text));
    expect(await review(program("1"))).toMatchObject({ verdict: "unavailable", cause: "malformed" });
  });

  it("is malformed when the answer was cut at the model's limit of length", async () => {
    const cut = respond([textPart('{"effects":"Adds","category":"none","safe":tr')], {
      incomplete_details: { reason: "max_output_tokens" },
    });
    const { review } = await createReviewerThat((response) => sendJson(response, 200, cut));
    expect(await review(program("1"))).toMatchObject({ verdict: "unavailable", cause: "malformed" });
  });

  it.each([
    ["content_filter", "declined"],
    ["max_output_tokens", "malformed"],
    ["something_new", "malformed"],
  ])("is not in whole JSON that ended for the reason %s", async (reason, cause) => {
    const whole = respond([textPart(JSON.stringify(safeAnswer))], { incomplete_details: { reason } });
    const { review } = await createReviewerThat((response) => sendJson(response, 200, whole));
    expect(await review(program("1"))).toMatchObject({ verdict: "unavailable", cause });
  });

  it.each([
    ["safe", '{"effects":"a","category":"none","safe":false,"reason":"b","safe":true}'],
    ["category", '{"effects":"a","category":"other","safe":true,"reason":"b","category":"none"}'],
    ["an escaped name", '{"effects":"a","category":"none","safe":false,"reason":"b","\\u0073afe":true}'],
  ])("is not in an object that has %s twice", async (_, text) => {
    const { review } = await createReviewerThat(writes(text));
    expect(await review(program("1"))).toMatchObject({ verdict: "unavailable", cause: "malformed" });
  });

  it("is not in an answer too deep to be read", async () => {
    const { review } = await createReviewerThat(writes("[".repeat(100_000)));
    expect(await review(program("1"))).toMatchObject({ verdict: "unavailable", cause: "malformed" });
  });

  it.each([
    ["the model refuses", respond([{ type: "refusal", refusal: "I cannot help with that." }])],
    ["the provider's filter ends it", respond([], { incomplete_details: { reason: "content_filter" } })],
  ])("is declined when %s", async (_, answer) => {
    const { review } = await createReviewerThat((response) => sendJson(response, 200, answer));
    expect(await review(program("1"))).toMatchObject({ verdict: "unavailable", cause: "declined" });
  });

  it("says that the provider is out of reach when nobody listens there", async () => {
    const review = createReviewerAt(await findClosedUrl());
    expect(await review(program("1"))).toMatchObject({ verdict: "unavailable", cause: "unreachable" });
  });

  it("tells an error of our own from a provider's, and reports it", async () => {
    const reports: unknown[] = [];
    const { review } = await createReviewerThat(fails(401), {
      diagnose: () => null,
      report: (error) => reports.push(error),
    });
    expect(await review(program("1"))).toMatchObject({ verdict: "unavailable", cause: "internal" });
    expect(reports).toMatchObject([{ statusCode: 401 }]);
  });

  it("is aborted when the person stops it, and hangs up on the provider", async () => {
    const stop = new AbortController();
    const hungUp = Promise.withResolvers<void>();
    const { review, seen } = await createReviewerThat((response) => {
      response.on("close", hungUp.resolve);
      stop.abort();
    });
    const outcome = await review(program("1"), { signal: stop.signal });
    expect(outcome).toMatchObject({ verdict: "unavailable", cause: "aborted" });
    await hungUp.promise;
    expect(seen).toHaveLength(1);
  });

  it("is aborted when the person stops it between two attempts", async () => {
    const stop = new AbortController();
    const { review, seen } = await createReviewerThat((response) => {
      response.on("close", () => stop.abort());
      response.setHeader("retry-after-ms", "4000");
      sendJson(response, 503, {});
    });
    expect(await review(program("1"), { signal: stop.signal })).toMatchObject({ cause: "aborted" });
    expect(seen).toHaveLength(1);
  });

  it("asks nobody when it was stopped before it began", async () => {
    const { review, seen } = await createReviewerThat(answers(safeAnswer));
    const outcome = await review(program("1"), { signal: AbortSignal.abort() });
    expect(outcome).toMatchObject({ verdict: "unavailable", cause: "aborted" });
    expect(seen).toEqual([]);
  });
});

const speaksHtml: Reply = (response) => {
  response.writeHead(200, { "content-type": "text/html" }).end("<h1>Welcome</h1>");
};
const beginsOnly: Reply = (response) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.write('{"id":"resp_1",');
};

describe("attempts of a review", () => {
  it.each<[string, Reply, string]>([
    ["status 429", fails(429), "rate-limited"],
    ["status 500", fails(500), "provider"],
    ["status 503", fails(503), "provider"],
    ["a page", speaksHtml, "provider"],
    ["a connection cut within the answer", cutsOff, "cut-off"],
  ])("are two when the provider answers with %s", async (_, reply, cause) => {
    const twice = await createReviewerThat([reply, reply]);
    expect(await twice.review(program("1"))).toMatchObject({ verdict: "unavailable", cause, tokens: null });
    expect(twice.seen).toHaveLength(2);
    const once = await createReviewerThat([reply, answers(safeAnswer)]);
    expect(await once.review(program("1"))).toMatchObject({ verdict: "safe" });
  });

  it.each<[string, Reply]>([
    ["never answers", hangs],
    ["begins an answer and never ends it", beginsOnly],
  ])("are two when the provider %s, each ended in time", async (_, reply) => {
    const { review, seen } = await createReviewerThat([reply, reply], { attemptMs: 100 });
    expect(await review(program("1"))).toMatchObject({ verdict: "unavailable", cause: "timeout" });
    expect(seen.length).toBeLessThanOrEqual(2);
  });

  it("may succeed after the provider hung", async () => {
    const { review, seen } = await createReviewerThat([hangs, answers(safeAnswer)], { attemptMs: 400 });
    expect(await review(program("1"))).toMatchObject({ verdict: "safe" });
    expect(seen).toHaveLength(2);
  });

  it.each([
    [401, "rejected-key"],
    [403, "rejected-key"],
    [404, "no-such-model"],
    [400, "rejected-request"],
  ])("are one for status %d, which no second attempt would mend", async (status, cause) => {
    const { review, seen } = await createReviewerThat([fails(status)]);
    const outcome = await review(program("1"));
    expect(outcome).toMatchObject({ verdict: "unavailable", category: null, cause, tokens: null });
    expect(outcome.reason).not.toBe("");
    expect(seen).toHaveLength(1);
  });

  it("are one when the provider wants to be asked when the time is all but over", async () => {
    const { review, seen } = await createReviewerThat(
      [
        (response) => {
          response.setHeader("retry-after-ms", "390");
          sendJson(response, 429, {});
        },
      ],
      { attemptMs: 200 },
    );
    expect(await review(program("1"))).toMatchObject({ cause: "rate-limited" });
    expect(seen).toHaveLength(1);
  });

  it("are one when the provider wants to be left alone for longer than there is time", async () => {
    const { review, seen } = await createReviewerThat([
      (response) => {
        response.setHeader("retry-after", "60");
        sendJson(response, 429, {});
      },
    ]);
    expect(await review(program("1"))).toMatchObject({ cause: "rate-limited" });
    expect(seen).toHaveLength(1);
  });
});

describe("a second model", () => {
  it.each<[string, Reply[]]>([
    ["rejects the key", [fails(401)]],
    ["fails twice", [fails(500), fails(500)]],
    ["hangs twice", [hangs, hangs]],
  ])("is asked once when the first one's provider %s", async (_, replies) => {
    const { url, models } = await startProvider({ first: replies, other: [answers(safeAnswer)] });
    const review = createReviewerAt(url, { second: "other", attemptMs: 150 });
    expect(await review(program("1"))).toMatchObject({
      verdict: "safe",
      model: "other",
      opinion: "first",
      others: [{ verdict: "unavailable", model: "first", cause: expect.any(String) }],
    });
    expect(models().filter((model) => model === "other")).toHaveLength(1);
  });

  it("that fails too leaves the program unreviewed", async () => {
    const { url, models } = await startProvider({ first: [fails(404)], other: [fails(500)] });
    const review = createReviewerAt(url, { second: "other" });
    expect(await review(program("1"))).toMatchObject({
      verdict: "unavailable",
      cause: "provider",
      model: "other",
      others: [{ cause: "no-such-model", model: "first" }],
    });
    expect(models()).toEqual(["first", "other"]);
  });

  it.each<[string, Reply]>([
    ["answered what is no verdict", writes("Looks fine.")],
    ["contradicted itself", answers({ ...safeAnswer, category: "other" })],
    ["declined", (response) => sendJson(response, 200, respond([{ type: "refusal", refusal: "No." }]))],
  ])("is not asked where the first one %s", async (_, reply) => {
    const { url, models } = await startProvider({ first: [reply], other: [answers(safeAnswer)] });
    const review = createReviewerAt(url, { second: "other" });
    expect(await review(program("1"))).toMatchObject({ verdict: "unavailable", model: "first", others: [] });
    expect(models()).toEqual(["first"]);
  });
});
