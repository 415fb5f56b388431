export { type Access, type AccessParts, createAccess, type OwnerCookie } from "./access.ts";
