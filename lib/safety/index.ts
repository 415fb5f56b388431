export type { Category, Review, Reviewable, Reviewer, UnavailableCause } from "./review.ts";
export { categories } from "./review.ts";
