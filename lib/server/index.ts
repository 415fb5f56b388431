/** What the routes read of a request, which takes no server. */
export { isCrossSite, nameNetwork, readClient } from "#lib/access";
export { isMoneyLimited } from "./bounds.ts";
export type { Failure } from "./failures.ts";
export { explainFailure, getServer, guardRequests, readHealth } from "./get-server.ts";
export { findUnpriced, readModels } from "./paying.ts";
export { configureReviewer } from "./reviewers.ts";
export type { Server, Unpriced } from "./server.ts";
export { readStorageLimit, readStoredBytes } from "./storage.ts";
