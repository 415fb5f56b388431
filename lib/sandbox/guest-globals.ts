/** Every global name a program sees, sorted: the language as the engine has it, what programs expect besides, and `display`. */
export const guestGlobals: readonly string[] = Object.freeze(
  `AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DOMException DataView Date Error
  EvalError FinalizationRegistry Float16Array Float32Array Float64Array Function Infinity Int16Array
  Int32Array Int8Array InternalError Intl Iterator JSON Map Math NaN Number Object Promise Proxy RangeError
  ReferenceError Reflect RegExp Set SharedArrayBuffer String Symbol SyntaxError TextDecoder TextEncoder
  TypeError URIError URL URLSearchParams Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef
  WeakSet atob btoa clearImmediate clearInterval clearTimeout console crypto decodeURI decodeURIComponent
  display encodeURI encodeURIComponent escape eval globalThis isFinite isNaN parseFloat parseInt performance
  queueMicrotask setImmediate setInterval setTimeout structuredClone undefined unescape`.split(/\s+/),
);
