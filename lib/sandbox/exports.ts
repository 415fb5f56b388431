/** The functions of the engine's build that are used here. Every pointer is a place in the memory. */
export interface Exports {
  _malloc(bytes: number): number;
  _free(pointer: number): void;
  lengthBytesUTF8(text: string): number;
  stringToUTF8(text: string, pointer: number, maxBytes: number): void;
  _QTS_NewRuntime(): number;
  _QTS_NewContext(runtime: number, intrinsics: number): number;
  _QTS_RuntimeSetMaxStackSize(runtime: number, bytes: number): void;
  _QTS_RuntimeEnableInterruptHandler(runtime: number): void;
  _QTS_NewFunction(context: number, name: number, length: number, isConstructor: number, id: number): number;
  _QTS_Eval(
    context: number,
    code: number,
    bytes: number,
    file: number,
    detectModule: number,
    flags: number,
  ): number;
  _QTS_ResolveException(context: number, value: number): number;
  _QTS_Call(context: number, fn: number, self: number, count: number, args: number): number;
  _QTS_GetProp(context: number, object: number, key: number): number;
  _QTS_GetUndefined(): number;
  _QTS_NewString(context: number, text: number): number;
  _QTS_GetString(context: number, value: number): number;
  _QTS_FreeCString(context: number, text: number): void;
  _QTS_NewFloat64(context: number, value: number): number;
  _QTS_GetFloat64(context: number, value: number): number;
  _QTS_FreeValuePointer(context: number, value: number): void;
  _QTS_ArgvGetJSValueConstPointer(args: number, index: number): number;
  _QTS_PromiseState(context: number, value: number): number;
  _QTS_PromiseResult(context: number, value: number): number;
  _QTS_Typeof(context: number, value: number): number;
  _QTS_IsJobPending(runtime: number): number;
  _QTS_ExecutePendingJob(runtime: number, max: number, lastContext: number): number;
}
