import { describe, expect, it } from "vitest";
import { isCrossSite } from "#lib/access";

const ask = (method: string, headers: Record<string, string>) =>
  isCrossSite({
    method,
    headers: new Headers({ host: "workings.example", ...headers }),
    url: "http://10.0.0.1/",
  });

describe("a request that changes something", () => {
  it.each<[string, Record<string, string>, boolean]>([
    ["the page itself", { "sec-fetch-site": "same-origin", origin: "https://workings.example" }, false],
    ["a person's own hand", { "sec-fetch-site": "none" }, false],
    ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }, true],
    ["another host of the same site", { "sec-fetch-site": "same-site" }, true],
    [
      "another site that claims our origin",
      { "sec-fetch-site": "cross-site", origin: "https://workings.example" },
      true,
    ],
    ["a value that nobody knows", { "sec-fetch-site": "same-origin, cross-site" }, true],
    ["an older browser's page", { origin: "https://workings.example" }, false],
    ["an older browser's page of another site", { origin: "https://evil.example" }, true],
    ["a frame without an origin", { origin: "null" }, true],
    ["a host that begins like ours", { origin: "https://workings.example.evil.example" }, true],
    ["a host with our name in its user", { origin: "https://workings.example@evil.example" }, true],
    ["another port of our host", { origin: "https://workings.example:8443" }, true],
    ["a program without a browser", {}, false],
  ])("from %s", (_, headers, crossSite) => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) expect(ask(method, headers)).toBe(crossSite);
  });

  it("is no concern of those that change nothing", () => {
    expect(ask("GET", { "sec-fetch-site": "cross-site" })).toBe(false);
  });
});
