export { ShareMenu } from "./share-menu.tsx";
export { useImport } from "./use-import.tsx";
