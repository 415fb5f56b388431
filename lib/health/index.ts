export { createHealthReader, type Health, type HealthParts, noHealth } from "./health.ts";
