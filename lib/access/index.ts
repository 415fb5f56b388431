export { type Access, type AccessParts, createAccess, type OwnerCookie } from "./access.ts";
export { type Claim, type Counters, createCounters } from "./counters.ts";
export { createGuesses, type Guess, type Guesses } from "./guesses.ts";
export { createLeases, type Lease, type LeaseLimits, type Leases } from "./leases.ts";
export {
  createLimits,
  type Exceeded,
  type Left,
  type LimitName,
  type LimitSettings,
  type Limits,
  type Reservation,
  type Visitor,
} from "./limits.ts";
export { nameNetwork, readClient, type TrustedProxy } from "./network.ts";
export { createRoom, type Room } from "./room.ts";
export { isCrossSite } from "./same-site.ts";
export { createUsage, type Entered, type Refusal, type Usage } from "./usage.ts";
