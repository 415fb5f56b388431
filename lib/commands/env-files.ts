import nextEnv from "@next/env";

/**
 * Puts into this process's environment what the `.env` files hold that a server would read here, as it would read them: what is set
 * wins, and `$NAME` stands for another variable. None where somebody says that they were read. Returns their names.
 */
export function loadEnvFiles(): string[] {
  return nextEnv.loadEnvConfig(process.cwd(), false, console).loadedEnvFiles.map(({ path }) => path);
}
