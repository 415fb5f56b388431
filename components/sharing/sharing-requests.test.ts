import { describe, expect, it } from "vitest";
import { sendJson, startServer } from "../../vitest.server.ts";
import { createSharingRequests } from "./sharing-requests.ts";

type Answer = Parameters<typeof startServer>[0];

async function createRequests(answer: Answer) {
  const sent: { method: string; body: unknown }[] = [];
  const server = await startServer(answer);
  const requests = createSharingRequests((path, init) => {
    sent.push({ method: init?.method ?? "GET", body: init?.body });
    return fetch(`${server.url}${path}`, init);
  });
  return { requests, server, sent };
}

const refuse =
  (status: number, code: string, message: string): Answer =>
  (response) =>
    sendJson(response, status, { error: { code, message } });

describe("what the page asks of the server about sharing", () => {
  it("makes and withdraws a link", async () => {
    const { requests, server, sent } = await createRequests((response) =>
      sendJson(response, 200, { token: "abc" }),
    );
    expect(await requests.share("chat_1")).toBe("abc");
    expect(await requests.unshare("chat_1")).toBeUndefined();
    expect(server.seen.map(({ path }) => path)).toEqual(["/api/chat/chat_1/share", "/api/chat/chat_1/share"]);
    expect(sent.map(({ method }) => method)).toEqual(["POST", "DELETE"]);
  });

  it("exports a file under the name that the server gives it, whatever is in that", async () => {
    const { requests, server } = await createRequests((response) => {
      response.setHeader(
        "content-disposition",
        "attachment; filename=\"S__e.md\"; filename*=UTF-8''S%C3%BC%C3%9Fe%20%2810%25%29.md",
      );
      response.end("# Süße");
    });
    const file = await requests.export("chat_1", "markdown");
    expect(file.name).toBe("Süße (10%).md");
    expect(await file.content.text()).toBe("# Süße");
    expect(server.seen[0]?.path).toBe("/api/chat/chat_1/export?as=markdown");
  });

  it("imports a file as it is", async () => {
    const { requests, sent } = await createRequests((response) => sendJson(response, 200, { id: "chat_2" }));
    const file = new Blob(['{"format":"workings-chat"}']);
    expect(await requests.import(file)).toBe("chat_2");
    expect(sent).toEqual([{ method: "POST", body: file }]);
  });

  it("does not send a file that is larger than the server takes", async () => {
    const { requests, sent } = await createRequests((response) => sendJson(response, 200, { id: "chat_2" }));
    const blanks = new Blob([" ".repeat(20 * 1024 * 1024 - 2)]);
    await expect(requests.import(new Blob([blanks, "{ }"]))).rejects.toThrow("It is larger than 20 MB.");
    expect(sent).toEqual([]);
    expect(await requests.import(new Blob([blanks, "{}"]))).toBe("chat_2");
  });

  it("fails with the server's own words, and with better ones for a file that is no JSON", async () => {
    const words = "There is no such chat.";
    const { requests } = await createRequests(refuse(404, "no-such-chat", words));
    await expect(requests.share("chat_1")).rejects.toThrow(words);
    await expect(requests.unshare("chat_1")).rejects.toThrow(words);
    await expect(requests.export("chat_1", "json")).rejects.toThrow(words);
    await expect(requests.import(new Blob(["{}"]))).rejects.toThrow(words);
    const broken = await createRequests(refuse(400, "broken-json", "The body is no JSON."));
    await expect(broken.requests.import(new Blob(["{}"]))).rejects.toThrow("The file is no JSON.");
  });

  it("fails with words when the server cannot be reached, and when its answer breaks off", async () => {
    const gone = createSharingRequests(() => Promise.reject(new TypeError("fetch failed")));
    await expect(gone.share("chat_1")).rejects.toThrow("The Workings server cannot be reached.");
    const { requests } = await createRequests((response) => {
      response.writeHead(200, { "content-length": 100 });
      response.write("# H", () => response.destroy());
    });
    await expect(requests.export("chat_1", "markdown")).rejects.toThrow(
      "The Workings server cannot be reached.",
    );
  });
});
