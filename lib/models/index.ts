export { starters } from "./demo/starters.ts";
export { diagnose, type Fault } from "./fault.ts";
export {
  createModels,
  type ModelSettings,
  type Models,
  type NamedPrice,
  type OfferedModel,
  type PricedModel,
  type Reviewers,
} from "./models.ts";
export { defaultOllamaUrl } from "./ollama.ts";
export { computeCost, type Price, type UsedTokens } from "./prices.ts";
export { defaultOutputTokens, type Purse, payFor, type Reserved } from "./spending.ts";
