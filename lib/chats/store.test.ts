import { createDatabaseStore } from "#lib/chats";
import { describeDatabases } from "../database/databases.fixture.ts";
import { describeAnswering } from "./contract/answering.fixture.ts";
import { describeAsking } from "./contract/asking.fixture.ts";
import { describeChatList } from "./contract/chat-list.fixture.ts";
import { describeEdits } from "./contract/edits.fixture.ts";
import { describeOpening } from "./contract/opening.fixture.ts";
import { describeRuns } from "./contract/runs.fixture.ts";
import { describeSearch } from "./contract/search.fixture.ts";
import { type Stage, silentForMs } from "./contract/stage.fixture.ts";
import { describeTrees } from "./contract/trees.fixture.ts";

describeDatabases("the store of chats", (database) => {
  const db = () => database().db;
  const stage: Stage = { db, store: () => createDatabaseStore({ db: db(), silentForMs }) };
  describeAsking(stage);
  describeOpening(stage);
  describeAnswering(stage);
  describeChatList(stage);
  describeRuns(stage);
  describeEdits(stage);
  describeTrees(stage);
  describeSearch(stage);
});
