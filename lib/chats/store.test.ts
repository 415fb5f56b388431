import { createDatabaseStore } from "#lib/chats";
import { describeDatabases } from "../database/databases.fixture.ts";
import { describeAsking } from "./contract/asking.fixture.ts";
import { type Stage, silentForMs } from "./contract/stage.fixture.ts";

describeDatabases("the store of chats", (database) => {
  const db = () => database().db;
  const stage: Stage = { db, store: () => createDatabaseStore({ db: db(), silentForMs }) };
  describeAsking(stage);
});
