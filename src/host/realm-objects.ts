// The realm's own objects that have controlled members, captured before a test may replace them; undefined where a realm has none. Naming a global
// takes 0.2 µs in Jest's sandbox.

export const { process: processObject, Math: math, AbortSignal: abortSignal, crypto: cryptoObject } = globalThis;
