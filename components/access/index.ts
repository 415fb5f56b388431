export { AccessForm } from "./access-form.tsx";
