import { sidebarStates } from "./sidebar-states.ts";
import { stageStates } from "./stage-states.ts";
import { type State, states } from "./states.ts";

/** Every state of the page that is worth looking at, by a name of its own. */
export const allStates: State[] = [...states, ...stageStates, ...sidebarStates];
