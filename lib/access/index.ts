export { type Access, type AccessParts, createAccess, type Purpose } from "./access.ts";
